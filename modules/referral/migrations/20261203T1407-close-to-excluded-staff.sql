-- To whom a person's file is closed, the sites that are dangerous for them are closed too.
select records.keep_out('referral.unsafe_site', 'file_id');
comment on policy keep_out on referral.unsafe_site is 'Closed to members of staff to whom the person''s file is closed.';
