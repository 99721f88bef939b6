-- Open referrals of a file that another agency has taken over go on with that agency.
select records.let_parties_pass('referral');
comment on table referral.request is 'Referrals, and what else is between agencies. Its parties stay, unless a transfer of the file passes the sender’s side on.';
