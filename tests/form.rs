//! The table of facts, held against independent counts and against the algebra that the crate relies on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet, HashSet};

use ogi_report::form::{Cell, Column, Edition, Form, Identity, IdentityKind, Kind, Lang, Row, Section, Table};

#[test]
fn each_form_has_its_cells() {
    let count = |form: Form, table| form.cells().filter(|c| c.table() == table).count();
    let counts = Form::ALL.map(|form| Table::ALL.map(|table| count(form, table)));
    assert_eq!(counts, [[22, 161, 15], [10, 175, 15], [10, 161, 15]]);
    assert_eq!(Form::ALL.map(|form| form.cells().count()), [198, 200, 186]);
}

#[test]
fn five_cells_of_2019_are_signed_and_none_of_2021() {
    let signed = |form: Form| -> Vec<String> {
        form.cells().filter(|c| c.kind() == Kind::SignedCount).map(|c| c.to_string()).collect()
    };
    assert_eq!(
        signed(Form::Trial2019),
        [
            "disclosure.licensing.net_change",
            "disclosure.other_external_services.net_change",
            "disclosure.penalties.net_change",
            "disclosure.coercion.net_change",
            "disclosure.fees.net_change",
        ]
    );
    assert!(signed(Form::Revised2021).is_empty() && signed(Form::Revised2021Undivided).is_empty());
}

#[test]
fn each_form_has_one_amount_of_money() {
    let money = Form::ALL.map(|form| {
        form.cells()
            .filter(|c| matches!(c.kind(), Kind::Amount(_)))
            .map(|c| c.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    });
    assert_eq!(money, ["disclosure.procurement.total_value", "disclosure.fees.amount", "disclosure.fees.amount"]);
}

#[test]
fn each_form_has_its_identities() {
    let counts = Form::ALL
        .map(|form| IdentityKind::ALL.map(|kind| form.identities().filter(|identity| identity.kind() == kind).count()));
    assert_eq!(counts, [[23, 7, 7, 3], [25, 7, 7, 3], [23, 7, 7, 3]]);
}

#[test]
fn identities_tie_the_cells_that_the_notice_names() {
    let sizes = |form: Form, kind| -> BTreeSet<(usize, usize)> {
        let of_kind = form.identities().filter(|identity| identity.kind() == kind);
        of_kind.map(|identity| (identity.left().count(), identity.right().count())).collect()
    };
    for (form, leaves) in [(Form::Trial2019, 19), (Form::Revised2021, 21), (Form::Revised2021Undivided, 19)] {
        assert_eq!(sizes(form, IdentityKind::RowTotal), [(1, 6)].into());
        assert_eq!(sizes(form, IdentityKind::Balance), [(2, 2)].into());
        assert_eq!(sizes(form, IdentityKind::OutcomeTotal), [(1, leaves)].into());
        assert_eq!(sizes(form, IdentityKind::ProceedingsTotal), [(1, 4)].into());
        for identity in form.identities() {
            assert!(identity.terms().all(|(cell, _)| cell.is_in(form)), "{identity}");
        }
    }
}

#[test]
fn addresses_print_and_parse_back() {
    let addresses: BTreeSet<String> = Cell::all().map(|c| c.to_string()).collect();
    assert_eq!(addresses.len(), Cell::COUNT);
    for (index, cell) in Cell::all().enumerate() {
        assert_eq!(cell.to_string().parse(), Ok(cell));
        assert_eq!(Cell::new(cell.row(), cell.column()), Some(cell));
        assert_eq!(cell.index(), index);
        assert!(Form::ALL.into_iter().any(|form| cell.is_in(form)), "{cell}");
        assert_eq!(serde_json::from_str::<Cell>(&serde_json::to_string(&cell).unwrap()).unwrap(), cell);
    }
    for wrong in [
        "",
        ".",
        "applications",
        "applications.received",
        "applications.received.total.",
        "Applications.received.total",
        "proceedings.received.total",
        "disclosure.rules.decisions",
        " applications.received.total",
    ] {
        assert!(wrong.parse::<Cell>().is_err(), "{wrong:?}");
    }
}

#[test]
fn the_addresses_of_section_two_are_the_published_ones() {
    let of = |form: Form| -> Vec<String> {
        form.cells().filter(|c| c.table() == Table::Disclosure).map(|c| c.to_string()).collect()
    };
    let expand = |lines: &[(&str, &[&str])]| -> BTreeSet<String> {
        lines.iter().flat_map(|(row, columns)| columns.iter().map(move |c| format!("disclosure.{row}.{c}"))).collect()
    };
    let documents: &[&str] = &["issued", "repealed", "in_force"];
    assert_eq!(
        BTreeSet::from_iter(of(Form::Revised2021)),
        expand(&[
            ("rules", documents),
            ("normative_documents", documents),
            ("licensing", &["decisions"]),
            ("penalties", &["decisions"]),
            ("coercion", &["decisions"]),
            ("fees", &["amount"]),
        ])
    );
    let publications: &[&str] = &["made", "newly_published", "total_published"];
    let catalogue: &[&str] = &["items_last_year", "net_change", "decisions"];
    assert_eq!(
        BTreeSet::from_iter(of(Form::Trial2019)),
        expand(&[
            ("rules", publications),
            ("normative_documents", publications),
            ("licensing", catalogue),
            ("other_external_services", catalogue),
            ("penalties", catalogue),
            ("coercion", catalogue),
            ("fees", &["items_last_year", "net_change"]),
            ("procurement", &["projects", "total_value"]),
        ])
    );
    assert_eq!(of(Form::Revised2021), of(Form::Revised2021Undivided));
}

#[test]
fn the_rows_and_columns_of_sections_three_and_four_are_the_published_ones_in_order() {
    fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
        let mut seen = Vec::new();
        items.for_each(|item| {
            if !seen.contains(&item) {
                seen.push(item);
            }
        });
        seen
    }
    let rows =
        |form: Form, table| distinct(form.cells().filter(|c| c.table() == table).map(|c| c.row().part())).join(" ");
    let columns = |table| distinct(Cell::all().filter(|c| c.table() == table).map(|c| c.column().part())).join(" ");
    let start = "received brought_forward disclosed partly_disclosed state_secret forbidden_by_law \
        security_and_stability third_party_rights internal_affairs process_information enforcement_case_file \
        statutory_inquiry not_held not_ready_made still_unclear petition_or_complaint duplicate public_publication \
        excessive_repetition confirm_or_reissue";
    let undivided = format!("{start} other_handling_undivided handled carried_forward");
    let divided = format!("{start} supplement_overdue fee_unpaid other_handling handled carried_forward");
    assert_eq!(rows(Form::Trial2019, Table::Applications), undivided);
    assert_eq!(rows(Form::Revised2021, Table::Applications), divided);
    assert_eq!(rows(Form::Revised2021Undivided, Table::Applications), undivided);
    assert_eq!(
        columns(Table::Applications),
        "natural_person commercial_enterprise research_institution public_interest_organization \
         legal_service_provider other_organization total"
    );
    for form in Form::ALL {
        assert_eq!(
            rows(form, Table::Proceedings),
            "reconsideration direct_litigation litigation_after_reconsideration"
        );
    }
    assert_eq!(columns(Table::Proceedings), "upheld corrected other pending total");
}

#[test]
fn labels_tell_the_rows_of_a_group_apart() {
    for form in Form::ALL {
        for lang in [Lang::Zh, Lang::En] {
            let mut seen = HashSet::new();
            for row in Row::all().filter(|row| row.is_in(form)) {
                let label = row.label(form.edition(), lang);
                assert!(!label.is_empty());
                assert!(seen.insert((row.table(), row.group(), label)), "{row}: {label}");
            }
            for block in form.panels() {
                let labels: HashSet<&str> = block.columns().iter().map(|c| c.label(form.edition(), lang)).collect();
                assert_eq!(labels.len(), block.columns().len());
            }
            let names: HashSet<String> = form.cells().map(|c| c.name(form.edition(), lang)).collect();
            assert_eq!(names.len(), form.cells().count(), "each cell has a name of its own");
        }
    }
    assert_eq!(Column::all().filter(|c| c.is_total()).count(), 1);
}

#[test]
fn each_edition_prints_labels_that_are_known_to_be_its_rows_and_columns() {
    for form in Form::ALL {
        let edition = form.edition();
        for row in Row::all().filter(|row| row.is_in(form)) {
            assert!(row.known_labels().any(|label| label == row.label(edition, Lang::Zh)), "{form} {row}");
            assert!(form.cells().any(|cell| cell.row() == row), "{form} has no cell of {row}");
        }
        for cell in form.cells() {
            let (row, column) = (cell.row(), cell.column());
            assert!(row.is_in(form), "{cell} is in {form}, its row is not");
            assert!(!column.label(edition, Lang::Zh).is_empty() && !column.label(edition, Lang::En).is_empty());
            assert!(column.known_labels().any(|label| label == column.label(edition, Lang::Zh)), "{form} {column}");
        }
    }
}

#[test]
fn each_year_from_2019_on_has_one_edition_and_each_edition_its_years() {
    assert!((0..2019).all(|year| Edition::for_year(year).is_none()));
    let of_years: Vec<Edition> = (2019..=u16::MAX).map(|year| Edition::for_year(year).unwrap()).collect();
    assert!(of_years.is_sorted(), "an edition ends where the next begins");
    assert_eq!(of_years.iter().copied().collect::<BTreeSet<_>>(), BTreeSet::from(Edition::ALL));
    assert_eq!(of_years.last(), Some(&Edition::LATEST));
}

#[test]
fn editions_and_forms_have_names_of_their_own_and_belong_together() {
    fn distinct<T: std::hash::Hash + Eq, const N: usize>(names: [T; N]) -> bool {
        HashSet::from(names).len() == N
    }
    assert!(distinct(Edition::ALL) && distinct(Form::ALL));
    assert!(distinct(Edition::ALL.map(Edition::name)) && distinct(Edition::ALL.map(Edition::document_number)));
    assert!(distinct(Form::ALL.map(|form| form.to_string())));
    assert!(distinct(Form::ALL.map(|form| (form.edition(), form.is_divided()))));
    for edition in Edition::ALL {
        assert_eq!(edition.form().edition(), edition);
        assert_eq!(edition.to_string().parse(), Ok(edition));
        assert_eq!(serde_json::to_value(edition).unwrap(), edition.name());
        assert!(edition.document_number().contains(edition.name()), "an edition is named for the year of its notice");
    }
    for form in Form::ALL {
        assert_eq!(form.to_string().parse(), Ok(form));
        assert_eq!(serde_json::to_value(form).unwrap(), form.to_string());
        assert_eq!(form.undivided().edition(), form.edition());
        assert!(form == form.edition().form() || form == form.edition().form().undivided());
        assert_eq!(Row::OtherHandlingUndivided.is_in(form), !form.is_divided());
        assert!(form.identities().all(|identity| identity.form() == form));
    }
}

/// The identities of a table as the rows of a matrix over the form's cells of that table.
fn matrix(form: Form, table: Table) -> (Vec<Identity>, Vec<Cell>, Vec<Vec<i128>>) {
    let cells: Vec<Cell> = form.cells().filter(|c| c.table() == table).collect();
    let identities: Vec<Identity> = form.identities().filter(|identity| identity.table() == table).collect();
    let row = |identity: &Identity| {
        let terms: BTreeMap<Cell, i8> = identity.terms().collect();
        cells.iter().map(|cell| terms.get(cell).copied().unwrap_or(0).into()).collect()
    };
    let rows = identities.iter().map(row).collect();
    (identities, cells, rows)
}

/// The exact rank, by elimination without fractions.
fn rank(mut rows: Vec<Vec<i128>>) -> usize {
    let gcd = |a: i128, b: i128| -> i128 {
        let (mut a, mut b) = (a.abs(), b.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(pivot) = (rank..rows.len()).find(|r| rows[*r][column] != 0) else { continue };
        rows.swap(rank, pivot);
        let (done, rest) = rows.split_at_mut(rank + 1);
        let pivot = &done[rank];
        for row in rest.iter_mut().filter(|row| row[column] != 0) {
            let (p, r) = (pivot[column], row[column]);
            for (n, by) in row.iter_mut().zip(pivot) {
                *n = n.checked_mul(p).unwrap() - by.checked_mul(r).unwrap();
            }
            let common = row.iter().copied().fold(0, gcd).max(1);
            for n in row.iter_mut() {
                *n /= common;
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn all_but_two_identities_of_section_three_are_independent() {
    for (form, all) in [(Form::Trial2019, 37), (Form::Revised2021, 39), (Form::Revised2021Undivided, 37)] {
        let (identities, _, rows) = matrix(form, Table::Applications);
        assert_eq!(rows.len(), all);
        assert_eq!(rank(rows.clone()), all - 2);
        let independent = identities.iter().zip(&rows).filter(|(identity, _)| !identity.is_dependent());
        assert_eq!(rank(independent.map(|(_, row)| row.clone()).collect()), all - 2, "the others are independent");

        let dependent: Vec<(IdentityKind, Option<Column>)> =
            identities.iter().filter(|i| i.is_dependent()).map(|i| (i.kind(), i.column())).collect();
        let total = Some(Column::Total);
        assert_eq!(dependent, [(IdentityKind::Balance, total), (IdentityKind::OutcomeTotal, total)]);

        let (_, _, proceedings) = matrix(form, Table::Proceedings);
        assert_eq!(rank(proceedings), 3);
    }
}

/// The identities that each cell of section 三 takes part in, as bits.
fn supports(form: Form) -> Vec<(Cell, u64)> {
    let (_, cells, rows) = matrix(form, Table::Applications);
    let support = |c: usize| (0..rows.len()).filter(|r| rows[*r][c] != 0).fold(0, |bits, r| bits | 1 << r);
    cells.into_iter().enumerate().map(|(c, cell)| (cell, support(c))).collect()
}

#[test]
fn each_wrong_cell_of_section_three_breaks_a_set_of_identities_of_its_own() {
    for form in Form::ALL {
        let supports = supports(form);
        let distinct: HashSet<u64> = supports.iter().map(|(_, bits)| *bits).collect();
        assert_eq!(distinct.len(), supports.len());
        assert!(!distinct.contains(&0), "every cell is in an identity");
    }
}

/// No change of one, two or three cells leaves all identities of section 三 standing: in every choice of three columns
/// of the matrix some identity has a term in exactly one of them, so that its change must be 0, and so on with the two
/// left. What this does not settle goes through exact elimination.
#[test]
fn no_change_of_three_cells_of_section_three_goes_unseen() {
    for form in Form::ALL {
        let (_, _, rows) = matrix(form, Table::Applications);
        let columns = supports(form);
        let independent = |chosen: &[usize]| {
            let picked = rows.iter().map(|row| chosen.iter().map(|c| row[*c]).collect()).collect();
            rank(picked) == chosen.len()
        };
        for (a, (_, x)) in columns.iter().enumerate() {
            for (b, (_, y)) in columns.iter().enumerate().skip(a + 1) {
                assert!(x ^ y != 0 || independent(&[a, b]));
                for (c, (_, z)) in columns.iter().enumerate().skip(b + 1) {
                    let once = (x ^ y ^ z) & !(x & y & z);
                    assert!(once != 0 || independent(&[a, b, c]), "{} {} {}", columns[a].0, columns[b].0, columns[c].0);
                }
            }
        }
    }
}

#[test]
fn some_changes_of_four_cells_of_section_three_go_unseen() {
    let cell = |address: &str| format!("applications.{address}").parse::<Cell>().unwrap();
    // A rectangle of two outcomes by two kinds of applicant, its corners changed by +1, -1, -1, +1.
    let change = BTreeMap::from([
        (cell("disclosed.natural_person"), 1),
        (cell("disclosed.commercial_enterprise"), -1),
        (cell("not_held.natural_person"), -1),
        (cell("not_held.commercial_enterprise"), 1),
    ]);
    for form in Form::ALL {
        for identity in form.identities() {
            let moved: i32 =
                identity.terms().map(|(c, sign)| i32::from(sign) * change.get(&c).copied().unwrap_or(0)).sum();
            assert_eq!(moved, 0, "{identity}");
        }
    }
}

#[test]
fn each_section_has_its_own_heading_with_its_number() {
    for section in Section::ALL {
        assert!(section.heading(Lang::Zh).starts_with(&format!("{}、", section.numeral())), "{section}");
        assert!(section.known_headings().any(|known| known == section.heading(Lang::Zh)));
    }
}
