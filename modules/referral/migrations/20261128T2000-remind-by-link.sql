-- When a service without accounts was reminded that a message waits: once.
alter table referral.link_access add column reminded_at timestamptz(3);
grant update (reminded_at) on referral.link_access to gloact_app;
comment on column referral.link_access.reminded_at is 'When a service without accounts was reminded that a message waits; null while it was not.';
