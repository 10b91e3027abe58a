import { idParameters } from '#core/http/id_parameters'
import { registerConstraint } from '#core/exceptions/service_failures'

idParameters('user_id')
registerConstraint('users_username_unique', 'username')
registerConstraint('users_email_unique', 'email')
