create table early (id int);
