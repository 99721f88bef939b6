-- Open referrals of a file that another agency has taken over go on with that agency.
select records.let_parties_pass('referral');
