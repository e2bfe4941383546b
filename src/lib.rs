//! China's annual report on open government information, as types.
pub mod draft;
pub mod form;
pub mod read;
