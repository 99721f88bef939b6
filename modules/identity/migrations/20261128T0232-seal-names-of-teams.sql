-- What an agency calls a team is sealed, like everything else that somebody types: nobody keeps a name or a street out of it. What lies
-- here from before is sealed at the next start, by the server, which alone has the key. That two teams of an agency have one name is
-- refused by the server, which reads them; the index keeps it for those that still lie open.
alter table identity.team alter column name drop not null;
alter table identity.team add column sealed_name bytea;
alter table identity.team add constraint team_named check ((name is null) <> (sealed_name is null));
comment on column identity.team.name is 'Null; held names in clear before they were sealed.';
comment on column identity.team.sealed_name is 'What its agency calls it, sealed under the key of words.';
