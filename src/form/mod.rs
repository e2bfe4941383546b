//! The form as data: its printed forms, rows, columns, cells, labels, bases and identities.
//!
//! Everything here follows from one table of facts (`facts.rs`). This module knows nobody else in the crate.
//!
//! ```
//! use ogi_report::form::{Cell, Form};
//!
//! let cell: Cell = "applications.received.total".parse()?;
//! assert_eq!(cell.to_string(), "applications.received.total");
//! assert_eq!(Form::Revised2021.cells().count(), 200);
//! assert_eq!(Form::Revised2021.identities().count(), 42);
//! # Ok::<(), ogi_report::form::ParseCellError>(())
//! ```

mod basis;
mod cell;
mod cell_set;
mod edition;
#[macro_use]
mod facts;
pub mod cells;
mod identity;
mod labels;

pub use basis::{Basis, Reading};
pub use cell::{Cell, Kind, ParseCellError, Unit};
pub(crate) use cell_set::CellSet;
pub use edition::{Edition, Form, ParseEditionError};
pub use facts::{Column, Group, Row};
pub use identity::{Identity, IdentityKind};
pub use labels::{Block, Caption, Lang, Section, Table, captions};
