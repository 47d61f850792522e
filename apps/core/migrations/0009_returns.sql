-- A superior's return that puts a case back to the body below, and passes that a later round carries over.
alter table step
  -- The returned step that put the case back here (上级审核不通过).
  add column put_back_by uuid references step,
  -- The pass of the round before that stands for this one (沿用上轮通过).
  add column carried_from uuid references step;
create unique index step_put_back_once on step (put_back_by) where put_back_by is not null and state <> 'cancelled';

-- What an auditor marked in a declaration: a place, and what is wrong with it.
create table declaration_mark (
  id uuid primary key default uuidv7(),
  declaration_id uuid not null references declaration,
  round integer not null,
  step_id uuid not null references step,
  section text not null,
  entry_id uuid,
  path text,
  file_id uuid references file,
  -- The place in words, as it was called when it was marked.
  label text not null,
  reason text not null check (reason <> ''),
  author_id uuid not null references account,
  created_at timestamptz not null default clock_timestamp(),
  -- When the step was returned; until then it is a draft of the step.
  sent_at timestamptz,
  -- When the return reached the person, who from then on has to answer.
  due_at timestamptz,
  answer text check (answer <> ''),
  -- How the person dealt with it, as found at resubmission.
  resolved text check (resolved in ('changed', 'explained')),
  constraint declaration_mark_once unique nulls not distinct (step_id, section, entry_id, path, file_id),
  check (due_at is null or sent_at is not null),
  check (resolved is null or due_at is not null)
);
create index declaration_mark_of_declaration on declaration_mark (declaration_id, round);
