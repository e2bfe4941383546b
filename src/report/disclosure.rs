use super::{Count, Figures, Money, NetChange, Value};
use crate::draft::State;
use crate::form::{Column, Edition, Row};

/// What a cell of section 二 can hold, and how it comes out of checked figures.
trait Held: Into<Value> + Into<State> + Copy {
    fn of_valid(figures: &Figures, row: Row, column: Column) -> Self;
}

impl Held for Count {
    fn of_valid(figures: &Figures, row: Row, column: Column) -> Self {
        Self::of_valid(figures.number(row, column))
    }
}

impl Held for NetChange {
    fn of_valid(figures: &Figures, row: Row, column: Column) -> Self {
        Self::of_valid(figures.number(row, column))
    }
}

impl Held for Money {
    fn of_valid(figures: &Figures, _: Row, _: Column) -> Self {
        figures.money()
    }
}

/// The lines of section 二: a struct a kind of line with one public field a column.
macro_rules! define_lines {
    ($($(#[$doc:meta])* $type:ident { $($column:ident $field:ident: $held:ident),* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $type {
            $(#[doc = concat!("The column [`Column::", stringify!($column), "`].")] pub $field: $held,)*
        }

        impl $type {
            /// The value in a column, or `None` for a column that the line does not have.
            pub fn get(&self, column: Column) -> Option<Value> {
                match column {
                    $(Column::$column => Some(self.$field.into()),)*
                    _ => None,
                }
            }

            fn of_valid(figures: &Figures, row: Row) -> Self {
                Self { $($field: Held::of_valid(figures, row, Column::$column),)* }
            }
        }
    )*};
}

/// Section 二 of each edition: a struct with one public field a row.
macro_rules! define_editions {
    ($($(#[$doc:meta])* $edition:ident $name:literal {
        notice: $notice:literal, alone_called: $titles:tt, since: $since:literal, prints: $prints:ident,
        forms: $forms:tt,
        disclosure: $type:ident { $($zh:literal $en:literal $line:ident [$($row:ident $field:ident),*])* },
    })*) => {
        $(
            #[doc = concat!("Section 二 of the ", $name, " edition.")]
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $type {
                $($(#[doc = concat!("The row [`Row::", stringify!($row), "`].")] pub $field: $line,)*)*
            }
        )*

        /// Section 二: proactive disclosure, by the edition whose table it is.
        ///
        /// No identity ties these cells together, so every value is legal and all fields are public.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Disclosure {
            $(#[doc = concat!("Of the ", $name, " edition.")] $edition($type),)*
        }

        impl Disclosure {
            /// The edition whose table it is.
            pub const fn edition(&self) -> Edition {
                match self {
                    $(Self::$edition(_) => Edition::$edition,)*
                }
            }

            /// The value where a row and a column meet, or `None` where the edition has no such cell.
            pub fn get(&self, row: Row, column: Column) -> Option<Value> {
                match self {
                    $(Self::$edition(lines) => match row {
                        $($(Row::$row => lines.$field.get(column),)*)*
                        _ => None,
                    },)*
                }
            }

            pub(super) fn of_valid(figures: &Figures) -> Self {
                match figures.form().edition() {
                    $(Edition::$edition => Self::$edition($type {
                        $($($field: $line::of_valid(figures, Row::$row),)*)*
                    }),)*
                }
            }
        }
    };
}

form_lines!(define_lines);
form_editions!(define_editions);

impl Disclosure {
    pub(super) fn put_into(&self, figures: &mut Figures) {
        for cell in self.edition().form().cells() {
            if let Some(value) = self.get(cell.row(), cell.column()) {
                figures.put_value(cell, value);
            }
        }
    }
}
