-- Every request of somebody who is signed in asks whether a password has to be changed, and every page of an applicant
-- asks for the bindings of the person, returned ones among them: both read the whole table of the province.
create index login_of_account on login (account_id);
create index binding_of_person on binding (person_id, created_at desc);
