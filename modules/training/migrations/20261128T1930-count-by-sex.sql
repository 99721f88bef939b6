-- As somebody says it of themselves, where they say it: who is trained is counted by it, and nobody is chosen by it.
alter table training.practitioner add column sex text check (sex in ('female', 'male', 'other'));
comment on column training.practitioner.sex is 'For counts alone, protected as a table; null where it was not said.';
