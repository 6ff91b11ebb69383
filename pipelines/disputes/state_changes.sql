-- One row per change of status that may happen: its cause, who causes it, from which status, to which.
-- Causes of people are the resolution where they resolve, else the kind of their activity; a null status is "no case yet".
SELECT cause, caused_by, from_status, to_status
FROM (
    VALUES
        ('opened', 'night', [NULL], ['new']),
        (
            'status_changed', 'person',
            ['new', 'reopened', 'needs_evidence', 'validated', 'pending_approval', 'with_customer'],
            ['needs_evidence', 'validated', 'pending_approval', 'with_customer']
        ),
        (
            'credit_granted', 'person',
            ['new', 'reopened', 'needs_evidence', 'validated', 'pending_approval', 'with_customer'], ['validated']
        ),
        (
            'denied', 'person',
            ['new', 'reopened', 'needs_evidence', 'validated', 'pending_approval', 'with_customer'], ['with_customer']
        ),
        (
            'closed', 'night',
            ['new', 'reopened', 'needs_evidence', 'validated', 'pending_approval', 'with_customer'], ['resolved']
        ),
        ('reopened', 'night', ['resolved'], ['reopened'])
) AS listed (cause, caused_by, from_statuses, to_statuses),
    unnest(from_statuses) AS sources (from_status),
    unnest(to_statuses) AS targets (to_status)
