-- That something was not agreed which a service usually needs, as a code of sending: counted for the sender and the country, for no receiver.
alter table referral.outcome_code drop constraint outcome_code_step_check;
alter table referral.outcome_code add constraint outcome_code_step_check
  check (step in ('decline', 'not_deliver', 'complete', 'withdraw', 'send'));
-- A receiver sees the codes of its own steps, and never this one.
drop policy see_outcome_code on referral.outcome_code;
create policy see_outcome_code on referral.outcome_code for select using (
  app.is_system() or exists (
    select from referral.request r
    where r.id = request_id and (step <> 'send' or r.parties ->> 'sender' = app.agency_id()::text)
  )
);

comment on column referral.outcome_code.step is 'Which step the code is of; of sending, that consent was kept back.';
