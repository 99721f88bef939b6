-- What was told of a month: told once, it stays as it was, so that no two answers differ by one child.
create table children.month_told (
  country text not null check (country ~ '^[A-Z]{2}$'),
  month text not null check (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  figures jsonb not null,
  told_at timestamptz(3) not null,
  primary key (country, month)
);
alter table children.month_told enable row level security;
alter table children.month_told force row level security;
create policy read_told on children.month_told for select using (app.is_system());
create policy keep_told on children.month_told for insert with check (app.is_system());
grant select, insert on children.month_told to gloact_app;

comment on table children.month_told is 'Protected figures of a month as they were told: counts alone, small ones withheld.';
