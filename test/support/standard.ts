/** The condition of what refers to a customer whose deals run through the standard pipeline of the template, whichever record comes first. */
export const STANDARD = { '==': [{ var: 'customer.customer_class' }, 'standard'] };
