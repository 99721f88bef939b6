-- Consent of what was sent is judged again where the file has moved on, or on the day after its last.
alter table referral.package add column judged_sequence integer, add column judged_until date;
grant update (judged_sequence, judged_until) on referral.package to gloact_app;
comment on column referral.package.judged_sequence is 'How far the file had come when consent was last judged; null where it was not since it was sent.';
comment on column referral.package.judged_until is 'The last day on which what was judged holds by itself: the first end of a consent, or the day before an 18th birthday.';
