//! The form as data: its printed forms, rows, columns, cells, labels, bases and identities.
//!
//! Everything here follows from one table of facts (`facts.rs`). This module knows nobody else in the crate.
//!
//! ```
//! use ogi_report::form::{Form, cells};
//!
//! let cell = cells::applications::received::TOTAL;
//! assert_eq!(cell.to_string(), "applications.received.total");
//! assert_eq!("applications.received.total".parse(), Ok(cell));
//! assert_eq!(Form::Revised2021.cells().count(), 200);
//! assert_eq!(Form::Revised2021.identities().count(), 42);
//! ```

mod basis;
mod cell;
mod cell_set;
mod cell_values;
#[macro_use]
mod facts;
pub mod cells;
mod edition;
mod identity;
mod kind;
mod labels;
mod lang;
mod name;
mod section;

pub use basis::{Basis, Reading};
pub use cell::{Cell, NotInForm};
pub(crate) use cell_set::CellSet;
pub use cell_values::CellValues;
pub(crate) use facts::Forms;
pub use facts::{Column, Edition, Form, Group, Row};
pub use identity::{Identity, IdentityKind};
pub use kind::{Kind, Unit};
pub use labels::{Panel, captions};
pub use lang::Lang;
pub use name::ParseNameError;
pub(crate) use name::named;
pub use section::{Caption, Section, Table};
