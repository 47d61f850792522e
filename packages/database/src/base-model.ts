import { Model } from 'objection';

/**
 * What every model extends. Models are not bound to a connection: pass one to each query
 * (`Entry.query(trx)`), so that nothing can fall out of its transaction unnoticed.
 * Declare columns with `declare name: string`, in the database's own snake_case.
 */
export class BaseModel extends Model {
  static override useLimitInFirst = true;
}
