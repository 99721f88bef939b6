-- What lets an account see more carries a seal made with a key that is not in the database. A role or a membership without one that holds
-- opens nothing: whoever can write in these tables and has no key gives nobody access.
alter table identity.role_grant add column seal bytea check (length(seal) = 32);
alter table identity.team_member add column seal bytea check (length(seal) = 32);
grant update (seal) on identity.role_grant to gloact_app;
grant update (seal) on identity.team_member to gloact_app;

comment on column identity.role_grant.seal is 'Keyed seal over the grant, its account, agency and role, made when it came into force. Null: it has not, or by nobody who had the key.';
comment on column identity.team_member.seal is 'Keyed seal over the account, its agency and the team. Null: written by nobody who had the key.';
