export { connect, type ConnectOptions, type Database, type Knex, type Transaction } from './connect.ts';
export { sqlState, transaction, type TransactionOptions, violatedConstraint } from './transaction.ts';
export { migrate, migrationHash } from './migrate.ts';
export { poolFigures, type PoolFigures } from './pool-figures.ts';
export { BaseModel } from './base-model.ts';
export { type ModelObject, type PartialModelObject, ref, raw } from 'objection';
