import '#teams/routes/teams'
import '#teams/routes/invitations'
import '#teams/routes/pages'
