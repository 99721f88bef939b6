-- To whom a child's file is closed, the photographs and the recorded complaints are closed too.
select records.keep_out('children.tracing_photograph', 'file_id');
select records.keep_out('children.complaint_voice', 'file_id');
comment on policy keep_out on children.tracing_photograph is 'Closed to members of staff to whom the child''s file is closed.';
comment on policy keep_out on children.complaint_voice is 'Closed to members of staff to whom the child''s file is closed.';
