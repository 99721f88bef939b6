-- Every word and number of the latest texts with where it stands, by equality and order alone: under row-level security no other
-- comparison may use an index.
create table legislation.search_text (
  expression_id uuid primary key references legislation.expression (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  law_id uuid not null references legislation.law (id),
  language text not null,
  parents integer[] not null,
  sizes integer[] not null
);
create index search_text_by_law on legislation.search_text (law_id, language);

create table legislation.search_word (
  agency_id uuid not null,
  word text collate "C" not null check (length(word) <= 240),
  expression_id uuid not null references legislation.search_text (expression_id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  positions integer[] not null,
  primary key (agency_id, word, expression_id)
);
create index search_word_by_text on legislation.search_word (expression_id);

alter table legislation.search_text enable row level security;
alter table legislation.search_text force row level security;
alter table legislation.search_word enable row level security;
alter table legislation.search_word force row level security;
create policy see_search_text on legislation.search_text for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_search_word on legislation.search_word for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_search_text on legislation.search_text for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_search_word on legislation.search_word for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy leave_search_text on legislation.search_text for delete using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy leave_search_word on legislation.search_word for delete using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
grant select, insert, delete on legislation.search_text, legislation.search_word to gloact_app;
create index provision_in_order on legislation.provision (expression_id, position);
alter table legislation.provision drop column search;

comment on table legislation.search_text is
  'The latest text of each law and language as the search needs it: which provision stands in which, and how long each is. Worked out.';
comment on table legislation.search_word is
  'In which provisions of a latest text a word stands, or which have a number. Worked out from the text; left when a later one is kept.';
