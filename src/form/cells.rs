//! A constant for every cell: the path is the address.
//!
//! `applications.received.natural_person` is [`applications::received::NATURAL_PERSON`]: a module a table, a module a row, a
//! constant a column. The compiler checks the path and an editor completes it; an address in a string is for what comes
//! from outside. The constants follow from the table of facts, like the cells themselves.
//!
//! ```
//! use ogi_report::Draft;
//! use ogi_report::form::{Form, cells};
//!
//! let mut draft = Draft::new(Form::Revised2021);
//! draft.set(cells::disclosure::penalties::DECISIONS, 37)?;
//! draft.set(cells::applications::received::NATURAL_PERSON, 12)?;
//! assert_eq!(draft.count("applications.received.natural_person".parse()?), Some(12));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A table or a row at a time:
//!
//! ```
//! use ogi_report::form::cells::applications::{brought_forward, received};
//!
//! assert_eq!(received::TOTAL.column(), brought_forward::TOTAL.column());
//! ```

use super::{Cell, Column, Row};

/// The cell where a row and a column meet.
#[expect(clippy::expect_used, reason = "evaluated by the compiler: a constant where they do not meet does not build")]
const fn meeting(row: Row, column: Column) -> Cell {
    Cell::new(row, column).expect("a printed form has a cell where the row and the column meet")
}

/// A row: a module with a constant a column.
macro_rules! row_of_cells {
    ($table:literal $name:ident $field:ident $zh:literal [$($column:ident $part:ident $constant:ident),* $(,)?]) => {
        #[doc = concat!($zh, ", [`Row::", stringify!($name), "`](crate::form::Row::", stringify!($name), ").")]
        pub mod $field {
            use super::super::meeting;
            use crate::form::{Cell, Column, Row};

            $(
                #[doc = concat!("`", $table, ".", stringify!($field), ".", stringify!($part), "`: where")]
                #[doc = concat!("[`Row::", stringify!($name), "`] and [`Column::", stringify!($column), "`] meet.")]
                pub const $constant: Cell = meeting(Row::$name, Column::$column);
            )*

            #[cfg(test)]
            pub(in crate::form::cells) const NAMED: &[(&str, Cell)] = &[
                $((concat!($table, ".", stringify!($field), ".", stringify!($constant)), $constant),)*
            ];
        }
    };
}

/// A row of the table of facts, if the table has it: a line of section 二 with its own columns, the rows of 三 and 四 with those
/// of their table.
macro_rules! row_in_table {
    (disclosure $columns:tt line $name:ident $field:ident {
        zh: $zh:literal, en: $en:literal, $(other: $other:tt,)? basis: $basis:ident $cite:tt, $(seen: $seen:tt,)? columns: $own:tt,
    }) => {
        row_of_cells! { "disclosure" $name $field $zh $own }
    };
    (applications $columns:tt line $($row:tt)*) => {};
    (applications $columns:tt instance $($row:tt)*) => {};
    (applications [$applicants:tt $results:tt] $role:ident $name:ident $field:ident { zh: $zh:literal, $($facts:tt)* }) => {
        row_of_cells! { "applications" $name $field $zh $applicants }
    };
    (proceedings [$applicants:tt $results:tt] instance $name:ident $field:ident { zh: $zh:literal, $($facts:tt)* }) => {
        row_of_cells! { "proceedings" $name $field $zh $results }
    };
    ($table:ident $columns:tt $role:ident $($row:tt)*) => {};
}

macro_rules! define_cells {
    ($columns:tt $($role:ident { $($name:ident $field:ident $facts:tt)* })*) => {
        /// Section 二, [`Table::Disclosure`](crate::form::Table::Disclosure): the cells of all editions.
        pub mod disclosure {
            $($(row_in_table! { disclosure $columns $role $name $field $facts })*)*
        }

        /// Section 三, [`Table::Applications`](crate::form::Table::Applications).
        pub mod applications {
            $($(row_in_table! { applications $columns $role $name $field $facts })*)*
        }

        /// Section 四, [`Table::Proceedings`](crate::form::Table::Proceedings).
        pub mod proceedings {
            $($(row_in_table! { proceedings $columns $role $name $field $facts })*)*
        }
    };
}

macro_rules! define_cells_with_columns {
    (
        figure $figures:tt
        applicant { $($applicant:ident $applicant_part:ident $applicant_constant:ident $applicant_facts:tt)* }
        result { $($result:ident $result_part:ident $result_constant:ident $result_facts:tt)* }
        total $total:tt
    ) => {
        form_rows! {
            define_cells [
                [$($applicant $applicant_part $applicant_constant,)* Total total TOTAL]
                [$($result $result_part $result_constant,)* Total total TOTAL]
            ]
        }
    };
}

form_columns!(define_cells_with_columns);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::form::Form;

    macro_rules! named {
        ($($role:ident { $($name:ident $field:ident $facts:tt)* })*) => {
            [$($(named!(@row $role $field)),*),*].concat()
        };
        (@row line $field:ident) => { disclosure::$field::NAMED };
        (@row instance $field:ident) => { proceedings::$field::NAMED };
        (@row $role:ident $field:ident) => { applications::$field::NAMED };
    }

    #[test]
    fn every_cell_has_one_constant_and_its_path_is_the_address() {
        let named: Vec<(&str, Cell)> = form_rows!(named);
        for (path, cell) in &named {
            assert_eq!(path.to_lowercase().parse(), Ok(*cell), "{path}");
        }
        let cells: BTreeSet<Cell> = named.iter().map(|(_, cell)| *cell).collect();
        assert_eq!(named.len(), cells.len(), "a cell has two constants");
        assert!(cells.iter().copied().eq(Cell::all()), "a cell has no constant");
        for form in Form::ALL {
            assert!(cells.iter().copied().filter(|cell| cell.is_in(form)).eq(form.cells()), "{form}");
        }
    }
}
