-- A person's own declarations, asked for on many of his pages: the unique index of a year covers some of them only.
create index declaration_of_account on declaration (account_id, plan_year desc, created_at desc) where state <> 'removed';
