//! China's annual report on open government information, as types.
pub mod form;
