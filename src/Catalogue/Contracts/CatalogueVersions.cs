using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sakimori.Catalogue.Domain;
using Sakimori.Catalogue.Store;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Catalogue.Contracts;

/// <summary>
/// Keeps the versions of catalogues. A module checks what is in the files; here a version is uploaded as a draft, published with
/// the day from which it is in force, and from then on never changed.
/// </summary>
public sealed class CatalogueVersions(Works works, ContextFactory contexts)
{
    private static readonly Failure NoDraft = new(FailureKind.Conflict, new(
        "この版はもう下書きではありません。一覧で状態を確かめてください。", "This version is no longer a draft. See the list for its state."));

    /// <summary>Every version of a catalogue without its files, latest upload first.</summary>
    public async Task<IReadOnlyList<VersionRow>> ListAsync(string kind, CancellationToken cancel)
    {
        await using var context = contexts.Read<CatalogueContext>(Reader.System);
        return await context.Versions.Where(v => v.Kind == kind).OrderByDescending(v => v.Uploaded).ThenBy(v => v.Id).ToListAsync(cancel);
    }

    /// <summary>A version with its files; null when there is none.</summary>
    public async Task<VersionRow?> FindAsync(string kind, Guid id, CancellationToken cancel)
    {
        await using var context = contexts.Read<CatalogueContext>(Reader.System);
        return await context.Versions.Include(v => v.Files).SingleOrDefaultAsync(v => v.Kind == kind && v.Id == id, cancel);
    }

    /// <summary>The published versions with their files.</summary>
    public async Task<IReadOnlyList<VersionRow>> PublishedAsync(string kind, CancellationToken cancel)
    {
        await using var context = contexts.Read<CatalogueContext>(Reader.System);
        return await context.Versions.Include(v => v.Files).Where(v => v.Kind == kind && v.State == VersionState.Published).ToListAsync(cancel);
    }

    /// <summary>Changes whenever a version is published or withdrawn; one small query.</summary>
    public async Task<(int Count, DateTime? Last)> StampAsync(string kind, CancellationToken cancel)
    {
        await using var context = contexts.Read<CatalogueContext>(Reader.System);
        var stamp = await context.Versions.Where(v => v.Kind == kind && v.State != VersionState.Draft).GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Last = g.Max(v => v.Changed) }).SingleOrDefaultAsync(cancel);
        return (stamp?.Count ?? 0, stamp?.Last);
    }

    /// <summary>Keeps a version as a draft; the module has checked its files.</summary>
    public async Task<Guid> DraftAsync(
        Reader reader, string kind, string version, Text provenance, IReadOnlyList<(string Name, byte[] Bytes)> files, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var id = Guid.CreateVersion7(new DateTimeOffset(work.Now));
        var rows = files.Select(f => new FileRow { Version = id, Name = f.Name, Bytes = f.Bytes, Sha256 = Convert.ToHexStringLower(SHA256.HashData(f.Bytes)) }).ToList();
        work.Enlist<CatalogueContext>().Versions.Add(new VersionRow
        {
            Id = id,
            Kind = kind,
            Version = version,
            ProvenanceJa = provenance.Ja,
            ProvenanceEn = provenance.En,
            UploadedBy = reader.Account,
            Uploaded = work.Now,
            Changed = work.Now,
            Files = rows,
        });
        work.Audit("catalogue.version.uploaded", $"catalogue-version:{id}", after: new { kind, version, files = rows.ToDictionary(f => f.Name, f => f.Sha256) });
        await work.CommitAsync(cancel);
        return id;
    }

    /// <summary>
    /// Publishes a draft. Fails with Invalid when the day has passed in Japan, and with Conflict when it is no draft or its number
    /// is not greater than every one used so far.
    /// </summary>
    /// <param name="reader">On whose behalf.</param>
    /// <param name="kind">The catalogue.</param>
    /// <param name="id">The draft.</param>
    /// <param name="effective">The first day in Japan on which it is in force.</param>
    /// <param name="shipped">Numbers that are used without standing here.</param>
    /// <param name="cancel">Cancels.</param>
    public async Task<Outcome<VersionRow>> PublishAsync(
        Reader reader, string kind, Guid id, DateOnly effective, IReadOnlyList<string> shipped, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var context = work.Enlist<CatalogueContext>();
        if (await context.Versions.SingleOrDefaultAsync(v => v.Kind == kind && v.Id == id, cancel) is not { } version)
            return Failure.NotFound;
        if (version.State != VersionState.Draft)
            return NoDraft;
        if (effective < Dates.DayInJapan(work.Now))
        {
            return new Failure(FailureKind.Invalid, new("適用日を確かめてください。", "Please check the effective date."),
                [new(new("適用日が過去の日付です。", "The effective date has passed."), new("今日以後の日付にしてください。", "Choose today or a later day."), Column: "effective", Value: $"{effective:yyyy-MM-dd}")]);
        }

        var used = await context.Versions.Where(v => v.Kind == kind && v.State != VersionState.Draft).Select(v => v.Version).ToListAsync(cancel);
        if (used.Concat(shipped).Where(v => VersionNumber.Compare(version.Version, v) <= 0).MaxBy(v => v, Comparer<string>.Create(VersionNumber.Compare)) is { } greater)
            return TooSmall(version.Version, greater);
        (version.State, version.Effective, version.PublishedBy, version.Changed) = (VersionState.Published, effective, reader.Account, work.Now);
        work.Audit("catalogue.version.published", $"catalogue-version:{id}", after: new { kind, version.Version, effective });
        return await CommitAsync(work, version, cancel);
    }

    /// <summary>Takes a published version back; fails with Conflict once its day has come.</summary>
    public async Task<Outcome<VersionRow>> WithdrawAsync(Reader reader, string kind, Guid id, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        if (await work.Enlist<CatalogueContext>().Versions.SingleOrDefaultAsync(v => v.Kind == kind && v.Id == id, cancel) is not { } version)
            return Failure.NotFound;
        if (version.State != VersionState.Published || version.Effective <= Dates.DayInJapan(work.Now))
        {
            return new Failure(FailureKind.Conflict, new(
                "適用日を迎えた版は取り下げられません。新しい版を公開してください。", "A version in force cannot be withdrawn. Publish a newer one."));
        }

        (version.State, version.Changed) = (VersionState.Withdrawn, work.Now);
        work.Audit("catalogue.version.withdrawn", $"catalogue-version:{id}", new { version.Effective }, new { version.State });
        return await CommitAsync(work, version, cancel);
    }

    private static Failure TooSmall(string version, string greater) => new(FailureKind.Conflict, new(
        $"版番号 {version} は使えません。{greater} より大きい番号にしてください。", $"The version number {version} cannot be used. Choose one greater than {greater}."));

    private static async Task<Outcome<VersionRow>> CommitAsync(UnitOfWork work, VersionRow version, CancellationToken cancel)
    {
        try
        {
            await work.CommitAsync(cancel);
            return version;
        }
        catch (DbUpdateException)
        {
            return NoDraft;
        }
    }
}
