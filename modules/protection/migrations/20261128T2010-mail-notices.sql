-- When somebody was last told by e-mail that notices wait. Who has never looked has no mark of looking yet.
alter table protection.notice_mark add column mailed_at timestamptz(3);
alter table protection.notice_mark alter column seen_at set default '1970-01-01T00:00:00Z';
grant update (mailed_at) on protection.notice_mark to gloact_app;
comment on column protection.notice_mark.mailed_at is 'When an e-mail last said that notices wait; it says nothing else.';
