-- Where a person was first met, as an area of the country, and the kinds of agencies on whose lists they are: codes, as in every other
-- column. Rows from before are coded again by the next rebuild; what was published from them has neither.
alter table statistics.person
  add column area text not null default 'not_asked' check (area ~ '^[A-Za-z0-9_.-]{1,60}$'),
  add column lists text not null default 'none' check (lists ~ '^[a-z_.]{1,200}$');
alter table statistics.person alter column area drop default, alter column lists drop default;
grant update (area, lists) on statistics.person to gloact_app;

comment on column statistics.person.area is 'The area of the agency that met the person first, by the country''s own code of places.';
comment on column statistics.person.lists is 'Kinds of agencies with a file of the person, from which the undetected are estimated.';
