-- The log of a process names for each step the body it was sent back to. The index that keeps it to one leaves out steps
-- that were taken back, so it could not answer that, and every line of a log read all steps of the province.
create index step_put_back_by on step (put_back_by) where put_back_by is not null;
