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

/// The lines of section 二: a struct a kind of line with one public field a column, and a struct an edition with one
/// public field a row. Which columns a line has is said once more here than in the form's table of blocks, because
/// fields need types; a test walks every cell of both to hold them equal.
macro_rules! lines {
    ($($(#[$doc:meta])* $type:ident { $($column:ident $field:ident: $held:ident,)* })*) => {$(
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

macro_rules! editions {
    ($($(#[$doc:meta])* $edition:ident $type:ident { $($row:ident $field:ident: $line:ident,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            pub struct $type {
                $(#[doc = concat!("The row [`Row::", stringify!($row), "`].")] pub $field: $line,)*
            }
        )*

        /// Section 二: proactive disclosure, by the edition whose table it is.
        ///
        /// No identity ties these cells together, so every value is legal and all fields are public.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Disclosure {
            $($(#[$doc])* $edition($type),)*
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
                        $(Row::$row => lines.$field.get(column),)*
                        _ => None,
                    },)*
                }
            }

            pub(super) fn of_valid(figures: &Figures) -> Self {
                match figures.form().edition() {
                    $(Edition::$edition => Self::$edition($type {
                        $($field: $line::of_valid(figures, Row::$row),)*
                    }),)*
                }
            }
        }
    };
}

lines! {
    /// Rules or normative documents in the 2021 edition.
    Documents {
        Issued issued: Count,
        Repealed repealed: Count,
        InForce in_force: Count,
    }
    /// Administrative decisions in the 2021 edition.
    Decisions {
        Decisions decisions: Count,
    }
    /// Administrative fees in the 2021 edition, in 万元 unless a unit is written beside the number.
    Fees {
        Amount amount: Money,
    }
    /// Rules or normative documents in the 2019 edition.
    Publications {
        Made made: Count,
        NewlyPublished newly_published: Count,
        TotalPublished total_published: Count,
    }
    /// A catalogue of administrative items and the decisions under them in the 2019 edition.
    Catalogue {
        ItemsLastYear items_last_year: Count,
        NetChange net_change: NetChange,
        Decisions decisions: Count,
    }
    /// The catalogue of administrative fees in the 2019 edition.
    FeeItems {
        ItemsLastYear items_last_year: Count,
        NetChange net_change: NetChange,
    }
    /// Centralised procurement in the 2019 edition. The form gives the value no unit.
    Procurement {
        Projects projects: Count,
        TotalValue total_value: Money,
    }
}

editions! {
    /// Section 二 of the 2019 trial edition.
    Trial2019 TrialDisclosure {
        Rules rules: Publications,
        NormativeDocuments normative_documents: Publications,
        Licensing licensing: Catalogue,
        OtherExternalServices other_external_services: Catalogue,
        Penalties penalties: Catalogue,
        Coercion coercion: Catalogue,
        Fees fees: FeeItems,
        Procurement procurement: Procurement,
    }
    /// Section 二 of the 2021 edition.
    Revised2021 RevisedDisclosure {
        Rules rules: Documents,
        NormativeDocuments normative_documents: Documents,
        Licensing licensing: Decisions,
        Penalties penalties: Decisions,
        Coercion coercion: Decisions,
        Fees fees: Fees,
    }
}

impl Disclosure {
    pub(super) fn put_into(&self, figures: &mut Figures) {
        for cell in self.edition().form().cells() {
            if let Some(value) = self.get(cell.row(), cell.column()) {
                figures.put_value(cell, value);
            }
        }
    }
}
