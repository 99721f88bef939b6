-- Since when what happened speaks against an entry: it is confirmed early. A confirmation of a later day settles it.
alter table referral.service add column doubted_on date;
grant update (doubted_on) on referral.service to gloact_app;

comment on column referral.service.doubted_on is 'Since when what became of referrals speaks against the entry.';
