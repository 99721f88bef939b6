-- The list goes through files in the order in which they changed. Row-level security asks several things of each row, so that
-- no index of one of them gives that order: without this one all files of a country are read and sorted for every page.
create index case_file_by_change on protection.case_file (changed_at desc, id desc);
comment on index protection.case_file_by_change is 'Pages of the list, last changed first.';
