-- Which roles there are, the modules declare, and the server refuses any other where one is given: a list here would be one more that
-- every new role has to be written into. A role that no module declares any more opens nothing.
alter table identity.role_grant drop constraint role_grant_role_check;
alter table identity.role_grant add constraint role_grant_role_check check (role ~ '^[a-z][a-z_]{2,39}$');

comment on column identity.role_grant.role is 'A role that a module of this instance declares, or declared when it was given.';
