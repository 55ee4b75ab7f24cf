"""Tags of the organisation's templates."""
