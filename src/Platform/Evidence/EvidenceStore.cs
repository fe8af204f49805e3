using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Keys;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Evidence;

/// <summary>A document with what is known of it now.</summary>
/// <param name="Evidence">The document.</param>
/// <param name="State">Whether it stands.</param>
public sealed record EvidenceLine(IssuedEvidence Evidence, EvidenceState State);

/// <summary>Issues, lists and withdraws evidence.</summary>
public sealed class EvidenceStore(Works works, ContextFactory contexts, SigningKeys keys)
{
    /// <summary>Where documents say that their status is asked.</summary>
    public const string StatusPath = "/evidence/status";

    /// <summary>The same for programs.</summary>
    public const string StatusApi = "/api/v1/evidence/status";

    /// <summary>Where the public keys are.</summary>
    public const string KeysPath = "/.well-known/jwks.json";

    /// <summary>
    /// Signs and keeps a document within a unit of work. What stands already for the same origin and audience, not expired, is given
    /// instead of a second one. Fails when nothing can be signed.
    /// </summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="given">What is offered; the caller has judged whether the reader may.</param>
    /// <param name="portal">The portal's address, without a slash at its end.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<Guid>> IssueAsync(UnitOfWork work, NewEvidence given, string portal, CancellationToken cancel)
    {
        var ready = await keys.SignerAsync(work, cancel);
        if (ready.Failure is { } failure)
            return failure;
        using var signer = ready.Value;
        var platform = work.Enlist<PlatformContext>();
        var today = Dates.DayInJapan(work.Now);
        if (await Lines(platform).Where(l => l.Evidence.Origin == given.Origin && l.Evidence.Audience == given.Audience
                && l.Evidence.Type == given.Claim.Type && l.Evidence.Until >= today && l.State != EvidenceState.Revoked)
            .Select(l => (Guid?)l.Evidence.Id).FirstOrDefaultAsync(cancel) is { } standing)
            return standing;
        var document = given.Draft(portal, PublicKey.Seconds(work.Now));
        document = document.With(signer.Key.Fingerprint, signer.Sign(document.Signed()));
        var row = new IssuedEvidence
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Audience = given.Audience,
            Tlp = given.Tlp,
            Number = document.Id,
            Hash = EvidenceCheck.Hash(document.Id),
            Origin = given.Origin,
            Type = given.Claim.Type,
            SubjectJa = given.SubjectName.Ja,
            SubjectEn = given.SubjectName.En,
            WordsJa = given.Claim.Words.Ja,
            WordsEn = given.Claim.Words.En,
            Assurance = given.Assurance,
            From = given.From,
            Until = given.Until,
            Issued = work.Now,
            By = work.Reader.Account,
            Document = document.Serialize(),
        };
        platform.Evidence.Add(row);
        platform.EvidenceStatuses.Add(new EvidenceStatus { Hash = row.Hash, Evidence = row.Id, Until = row.Until });
        work.Audit("platform.evidence.issued", $"evidence:{row.Id}", after: new { row.Origin, row.Type, Key = signer.Key.Name });
        return row.Id;
    }

    /// <summary>The documents that a reader sees, the newest first; of one origin when it is given.</summary>
    public async Task<(IReadOnlyList<EvidenceLine> Lines, int Total)> ListAsync(Reader reader, string? origin, int offset, int size, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(reader);
        var lines = Lines(platform).Where(l => origin == null || l.Evidence.Origin == origin);
        var rows = await lines.OrderByDescending(l => l.Evidence.Issued).ThenByDescending(l => l.Evidence.Id).Skip(offset).Take(size).ToListAsync(cancel);
        return ([.. rows.Select(r => new EvidenceLine(r.Evidence, r.State))], await lines.CountAsync(cancel));
    }

    /// <summary>One document that the reader sees; null when there is none.</summary>
    public async Task<EvidenceLine?> FindAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(reader);
        return await Lines(platform).SingleOrDefaultAsync(l => l.Evidence.Id == id, cancel) is { } found ? new(found.Evidence, found.State) : null;
    }

    /// <summary>Whether a reader may revoke a document that he sees: he speaks for the organisation, or it is his own.</summary>
    public static bool MayRevoke(Reader reader, IssuedEvidence evidence)
        => reader.Holds(Role.Manager, evidence.Audience) || (reader.Account is { } account && evidence.Audience == account);

    /// <summary>Revokes a document for good; again is no change. 'Not found' for what the reader does not see or may not revoke.</summary>
    public async Task<Failure?> RevokeAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var platform = work.Enlist<PlatformContext>();
        if (await platform.Evidence.SingleOrDefaultAsync(e => e.Id == id, cancel) is not { } evidence || !MayRevoke(reader, evidence))
            return Failure.NotFound;
        var status = await platform.EvidenceStatuses.SingleAsync(s => s.Hash == evidence.Hash, cancel);
        Change(work, status, EvidenceState.Revoked);
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>The document's status by its number; null when there is none with that number.</summary>
    public async Task<EvidenceState?> StatusAsync(string number, CancellationToken cancel)
    {
        var hash = EvidenceCheck.Hash(number);
        await using var platform = contexts.Read<PlatformContext>(Reader.Nobody);
        return await platform.EvidenceStatuses.Where(s => s.Hash == hash).Select(s => (EvidenceState?)s.State).SingleOrDefaultAsync(cancel);
    }

    /// <summary>
    /// Suspends, resumes or revokes any document by its number: for the programme office, and the owner of the data folder. What is revoked
    /// stays so.
    /// </summary>
    public async Task<Failure?> DecideAsync(Reader reader, string number, EvidenceState state, CancellationToken cancel)
    {
        if (!reader.SeesAll && !reader.Holds(Role.Office))
            return Failure.NotFound;
        var hash = EvidenceCheck.Hash(number);
        await using var work = await works.BeginAsync(reader, cancel);
        if (await work.Enlist<PlatformContext>().EvidenceStatuses.SingleOrDefaultAsync(s => s.Hash == hash, cancel) is not { } status)
            return Failure.NotFound;
        if (status.State == EvidenceState.Revoked && state != EvidenceState.Revoked)
            return new(FailureKind.Conflict, new("取り消した文書は、元に戻せません。", "A document that is revoked stays so."));
        Change(work, status, state);
        await work.CommitAsync(cancel);
        return null;
    }

    /// <summary>The public keys with what was withdrawn and has not expired: the key file of this portal.</summary>
    /// <param name="portal">The portal's address.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<KeySet> KeysAsync(string portal, DateTime now, CancellationToken cancel)
    {
        var known = PublicKey.Seconds(now);
        var today = Dates.DayInJapan(now);
        var listed = await keys.ListAsync(cancel);
        await using var platform = contexts.Read<PlatformContext>(Reader.Nobody);
        var withdrawn = await platform.EvidenceStatuses.Where(s => s.State != EvidenceState.Active && s.Until >= today)
            .OrderBy(s => s.Hash).Select(s => new { s.Hash, s.State }).ToListAsync(cancel);
        return new(portal, [.. listed.Select(PublicKey.Of)], new(known,
            [.. withdrawn.Where(w => w.State == EvidenceState.Revoked).Select(w => w.Hash)],
            [.. withdrawn.Where(w => w.State == EvidenceState.Suspended).Select(w => w.Hash)]));
    }

    private static void Change(UnitOfWork work, EvidenceStatus status, EvidenceState state)
    {
        if (status.State == state)
            return;
        var before = status.State;
        (status.State, status.Changed) = (state, work.Now);
        work.Audit(state switch
        {
            EvidenceState.Revoked => "platform.evidence.revoked",
            EvidenceState.Suspended => "platform.evidence.suspended",
            _ => "platform.evidence.resumed",
        }, $"evidence:{status.Evidence}", new { State = before.Code() }, new { State = state.Code() });
    }

    private static IQueryable<Joined> Lines(PlatformContext platform)
        => platform.Evidence.Join(platform.EvidenceStatuses, e => e.Hash, s => s.Hash, (e, s) => new Joined { Evidence = e, State = s.State });

    private sealed class Joined
    {
        public required IssuedEvidence Evidence { get; init; }

        public EvidenceState State { get; init; }
    }
}
