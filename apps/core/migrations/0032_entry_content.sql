-- Pieces of what entries are searched by were kept for a whole province, and written anew with every decision about an
-- entry; lists search within one person or one body without them. Only two warnings look through the province, and for
-- whole answers: they are found in the content, which no decision writes. Hashes of answers are a third as large, and
-- built in a seventeenth of the time. The list of what is not sorted in yet stays short, as each look-up reads it.
create index library_entry_revision_content on library_entry_revision using gin (data jsonb_path_ops)
  with (gin_pending_list_limit = 256);
drop index library_entry_search;
