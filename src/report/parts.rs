use super::{Count, Figures, InvalidReport};
use crate::form::{Column, Edition, Form, Row};

/// A row of counts: a struct with one public field a column, whose total is always derived.
macro_rules! row_of_counts {
    ($(#[$doc:meta])* $type:ident {
        $($column:ident $field:ident $constant:ident { zh: $zh:literal, $($facts:tt)* })*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $type {
            $(#[doc = concat!($zh, ".")] pub $field: Count,)*
        }

        impl $type {
            /// All zero.
            pub const ZERO: Self = Self { $($field: Count::ZERO,)* };

            /// 总计: the sum of the columns. It cannot overflow; inside a report it is never above [`Count::MAX`].
            pub const fn total(&self) -> u64 {
                0 $(+ self.$field.get())*
            }

            /// The count in a column, [`Column::Total`] included. `None` for a column that the row does not have, and
            /// for a total above [`Count::MAX`].
            pub fn get(&self, column: Column) -> Option<Count> {
                match column {
                    $(Column::$column => Some(self.$field),)*
                    Column::Total => Count::new(self.total()),
                    _ => None,
                }
            }

            /// The columns with their counts, in the form's order, without the total.
            pub fn iter(&self) -> impl Iterator<Item = (Column, Count)> + use<> {
                self.into_iter()
            }

            /// The column that a part of an address names, [`Column::Total`] included.
            #[inline]
            pub(super) fn column_named(part: &str) -> Option<Column> {
                const TOTAL: &str = Column::Total.part();
                match part {
                    $(_ if part == stringify!($field) => Some(Column::$column),)*
                    TOTAL => Some(Column::Total),
                    _ => None,
                }
            }

            pub(super) fn of_valid(figures: &Figures, row: Row) -> Self {
                Self { $($field: Count::of_valid(figures.number(row, Column::$column)),)* }
            }

            fn put_into(&self, figures: &mut Figures, row: Row) {
                $(figures.put(row, Column::$column, self.$field.signed());)*
                // Above the largest count this is refused by the range check, as it must be.
                figures.put(row, Column::Total, self.total().cast_signed());
            }
        }

        impl IntoIterator for &$type {
            type Item = (Column, Count);
            type IntoIter = std::array::IntoIter<Self::Item, { [$(Column::$column),*].len() }>;

            fn into_iter(self) -> Self::IntoIter {
                [$((Column::$column, self.$field)),*].into_iter()
            }
        }
    };
}

macro_rules! define_rows_of_counts {
    (
        figure $figures:tt
        applicant { $($column:ident $field:ident $constant:ident $facts:tt)* }
        result { $($result:tt)* }
        total $total:tt
    ) => {
        row_of_counts! {
            /// A row of section 三: applications by the six kinds of applicant.
            ///
            /// ```
            /// use ogi_report::report::{Applicants, Count};
            ///
            /// let row = Applicants { natural_person: Count::from(3), commercial_enterprise: Count::from(1), ..Applicants::ZERO };
            /// assert_eq!(row.total(), 4);
            /// ```
            Applicants { $($column $field $constant $facts)* }
        }

        impl Applicants {
            /// The sum by column, which the caller holds in range or checks to be.
            fn plus(self, other: &Self) -> Self {
                Self { $($field: self.$field.plus(other.$field),)* }
            }
        }

        row_of_counts! {
            /// A block of section 四: cases by their result.
            Results { $($result)* }
        }
    };
}

form_columns!(define_rows_of_counts);

macro_rules! define_outcomes {
    (
        line $lines:tt
        inflow $inflow:tt
        outcome { $($row:ident $field:ident { zh: $zh:literal, $($facts:tt)* })* }
        undivided { $un_row:ident $un_field:ident { zh: $un_zh:literal, $($un_facts:tt)* } }
        divided { $($div_row:ident $div_field:ident { zh: $div_zh:literal, $($div_facts:tt)* })* }
        handled $handled:tt
        outflow $outflow:tt
        instance { $($instance:ident $in_field:ident { zh: $in_zh:literal, $($in_facts:tt)* })* }
    ) => {
        /// The outcomes （一） to （六） of section 三, by applicant. Each application handled is in exactly one.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct Outcomes {
            $(#[doc = concat!($zh, ".")] pub $field: Applicants,)*
            #[doc = concat!($un_zh, ", in the division that the form prints.")]
            pub other_handling: OtherHandling,
        }

        /// （六）其他处理 as printed: in three rows, as the 2021 edition has it, or as one, as the 2019 edition and
        /// some reports of the 2021 edition have it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum OtherHandling {
            /// One row.
            Undivided(Applicants),
            /// Three rows.
            Divided {
                $(#[doc = concat!($div_zh, ".")] $div_field: Applicants,)*
            },
        }

        /// Three rows of zeros: the 2021 edition.
        impl Default for OtherHandling {
            fn default() -> Self {
                Self::Divided { $($div_field: Applicants::ZERO,)* }
            }
        }

        impl Outcomes {
            /// An outcome by its row. `None` for a row that is no outcome, or not one of the printed form.
            pub fn get(&self, row: Row) -> Option<&Applicants> {
                match (row, &self.other_handling) {
                    $((Row::$row, _) => Some(&self.$field),)*
                    $((Row::$div_row, OtherHandling::Divided { $div_field, .. }) => Some($div_field),)*
                    (Row::$un_row, OtherHandling::Undivided(undivided)) => Some(undivided),
                    _ => None,
                }
            }

            pub(super) fn of_valid(figures: &Figures) -> Self {
                let row = |row| Applicants::of_valid(figures, row);
                Self {
                    $($field: row(Row::$row),)*
                    other_handling: if Row::$un_row.is_in(figures.form()) {
                        OtherHandling::Undivided(row(Row::$un_row))
                    } else {
                        OtherHandling::Divided { $($div_field: row(Row::$div_row),)* }
                    },
                }
            }
        }

        /// Section 四: the cases that followed from the year's work, by instance and result.
        ///
        /// ```
        /// use ogi_report::report::{Count, Proceedings, Results};
        ///
        /// let reconsideration = Results { upheld: Count::from(2), pending: Count::from(1), ..Results::ZERO };
        /// let proceedings = Proceedings::new(reconsideration, Results::ZERO, Results::ZERO)?;
        /// assert_eq!(proceedings.reconsideration().total(), 3);
        /// # Ok::<(), ogi_report::report::InvalidReport>(())
        /// ```
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub struct Proceedings {
            $($in_field: Results,)*
        }

        impl Proceedings {
            /// The blocks of section 四, in the form's order.
            ///
            /// # Errors
            ///
            /// If a total is above [`Count::MAX`].
            pub fn new($($in_field: Results),*) -> Result<Self, InvalidReport> {
                let proceedings = Self { $($in_field),* };
                let mut figures = Figures::zero(Edition::LATEST.form());
                proceedings.put_into(&mut figures);
                figures.check()?;
                Ok(proceedings)
            }

            $(
                #[doc = concat!($in_zh, ".")]
                pub const fn $in_field(&self) -> &Results {
                    &self.$in_field
                }
            )*

            /// A block by its row.
            pub const fn get(&self, row: Row) -> Option<&Results> {
                match row {
                    $(Row::$instance => Some(&self.$in_field),)*
                    _ => None,
                }
            }

            pub(super) fn of_valid(figures: &Figures) -> Self {
                Self { $($in_field: Results::of_valid(figures, Row::$instance),)* }
            }

            pub(super) fn put_into(&self, figures: &mut Figures) {
                $(self.$in_field.put_into(figures, Row::$instance);)*
            }
        }
    };
}

form_rows!(define_outcomes);

impl Outcomes {
    /// The outcomes of the printed form with their rows, in its order.
    pub fn iter(&self) -> impl Iterator<Item = (Row, &Applicants)> {
        Row::all().filter_map(|row| Some((row, self.get(row)?)))
    }

    /// Whether （六）其他处理 is in three rows.
    pub const fn is_divided(&self) -> bool {
        matches!(self.other_handling, OtherHandling::Divided { .. })
    }

    /// The form of the edition that prints （六）其他处理 so, if it has one.
    pub(crate) fn form(&self, edition: Edition) -> Form {
        if self.is_divided() { edition.form() } else { edition.form().undivided() }
    }
}

/// Section 三: applications received and handled.
///
/// For each kind of applicant `received + brought_forward = handled + carried_forward`, where `handled` is the sum of
/// the outcomes: no value of this type breaks that.
///
/// ```
/// use ogi_report::report::{Applicants, Applications, Count, Outcomes};
///
/// let people = |n: u32| Applicants { natural_person: Count::from(n), ..Applicants::ZERO };
/// let outcomes = Outcomes { disclosed: people(9), not_held: people(2), ..Outcomes::default() };
///
/// let applications = Applications::new(people(10), people(2), outcomes, people(1))?;
/// assert_eq!(applications.handled().natural_person.get(), 11);
///
/// assert!(Applications::new(people(10), people(2), outcomes, people(0)).is_err());
/// # Ok::<(), ogi_report::report::InvalidReport>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Applications {
    received: Applicants,
    brought_forward: Applicants,
    outcomes: Outcomes,
    carried_forward: Applicants,
}

impl Applications {
    /// The rows of section 三 that are not sums.
    ///
    /// # Errors
    ///
    /// If the balance of an applicant is broken or a total is above [`Count::MAX`]: every such fault.
    pub fn new(
        received: Applicants,
        brought_forward: Applicants,
        outcomes: Outcomes,
        carried_forward: Applicants,
    ) -> Result<Self, InvalidReport> {
        let applications = Self { received, brought_forward, outcomes, carried_forward };
        let mut figures = Figures::zero(outcomes.form(Edition::LATEST));
        applications.put_into(&mut figures);
        figures.check()?;
        Ok(applications)
    }

    /// 一、本年新收政府信息公开申请数量.
    pub const fn received(&self) -> &Applicants {
        &self.received
    }

    /// 二、上年结转政府信息公开申请数量.
    pub const fn brought_forward(&self) -> &Applicants {
        &self.brought_forward
    }

    /// The outcomes （一） to （六）.
    pub const fn outcomes(&self) -> &Outcomes {
        &self.outcomes
    }

    /// （七）总计: the sum of the outcomes.
    pub fn handled(&self) -> Applicants {
        self.outcomes.iter().fold(Applicants::ZERO, |sum, (_, outcome)| sum.plus(outcome))
    }

    /// 四、结转下年度继续办理.
    pub const fn carried_forward(&self) -> &Applicants {
        &self.carried_forward
    }

    /// A row, the derived one included. `None` for a row that section 三 does not have in this printed form.
    pub fn get(&self, row: Row) -> Option<Applicants> {
        match row {
            Row::Received => Some(self.received),
            Row::BroughtForward => Some(self.brought_forward),
            Row::Handled => Some(self.handled()),
            Row::CarriedForward => Some(self.carried_forward),
            _ => self.outcomes.get(row).copied(),
        }
    }

    pub(super) fn of_valid(figures: &Figures) -> Self {
        Self {
            received: Applicants::of_valid(figures, Row::Received),
            brought_forward: Applicants::of_valid(figures, Row::BroughtForward),
            outcomes: Outcomes::of_valid(figures),
            carried_forward: Applicants::of_valid(figures, Row::CarriedForward),
        }
    }

    pub(super) fn put_into(&self, figures: &mut Figures) {
        self.received.put_into(figures, Row::Received);
        self.brought_forward.put_into(figures, Row::BroughtForward);
        for (row, outcome) in self.outcomes.iter() {
            outcome.put_into(figures, row);
        }
        self.handled().put_into(figures, Row::Handled);
        self.carried_forward.put_into(figures, Row::CarriedForward);
    }
}
