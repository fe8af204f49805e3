using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Keys;

/// <summary>The portal's signing keys: made at first need, rotated with overlap, listed. One is active whichever nodes run.</summary>
public sealed class SigningKeys(Works works, ContextFactory contexts, MasterKey master)
{
    /// <summary>For how many days what a former key signed is good unless somebody chooses otherwise: longer than any evidence.</summary>
    public const int DefaultOverlap = 400;

    /// <summary>The most days of overlap.</summary>
    public const int LongestOverlap = 1_000;

    // Held until the commit by whoever signs, makes or rotates, and by whoever may make the master key: what was signed and which key was active never disagree.
    private const string Turn = "SELECT pg_advisory_xact_lock(7311820261128001)";

    /// <summary>Every key, the newest first.</summary>
    public async Task<IReadOnlyList<SigningKey>> ListAsync(CancellationToken cancel)
    {
        await using var platform = contexts.Read<PlatformContext>(Reader.System);
        return await platform.SigningKeys.OrderByDescending(k => k.Number).ToListAsync(cancel);
    }

    /// <summary>
    /// Makes a new key active; the former signs nothing more, its private part is deleted, and what it signed is good for so many days
    /// more: 0 after it may have become known. Fails for a wrong number of days and without a master key. For administrators.
    /// </summary>
    public async Task<Outcome<SigningKey>> RotateAsync(Reader reader, int overlapDays, CancellationToken cancel)
    {
        if (!reader.SeesAll && !reader.Holds(Role.Administrator))
            return Failure.NotFound;
        if (overlapDays is < 0 or > LongestOverlap)
        {
            return new Failure(FailureKind.Invalid, NewAccount.PleaseCheck, [new(
                new("日数が範囲の外です。", "The number of days is out of range."),
                new($"0～{LongestOverlap}の数を入れてください。", $"Give a number from 0 to {LongestOverlap}."), Column: "days", Value: $"{overlapDays}")]);
        }

        await using var work = await works.BeginAsync(reader, cancel);
        await TakeTurnAsync(work, cancel);
        var platform = work.Enlist<PlatformContext>();
        if (await platform.SigningKeys.SingleOrDefaultAsync(k => k.Active, cancel) is { } former)
        {
            (former.Active, former.Sealed) = (false, null);
            (former.Retired, former.Ends) = (work.Now, work.Now.AddDays(overlapDays));
            work.Audit("platform.signing-key.retired", $"signing-key:{former.Fingerprint}", after: new { former.Name, former.Ends });

            // Before the new one is written: the index lets one be active.
            await work.FlushAsync(cancel);
        }

        var made = await MakeAsync(work, cancel);
        if (made.Succeeded)
            await work.CommitAsync(cancel);
        return made;
    }

    /// <summary>The active key, ready to sign within a unit of work; made when there is none yet.</summary>
    internal async Task<Outcome<Signer>> SignerAsync(UnitOfWork work, CancellationToken cancel)
    {
        await TakeTurnAsync(work, cancel);
        var key = await work.Enlist<PlatformContext>().SigningKeys.SingleOrDefaultAsync(k => k.Active, cancel);
        if (key is null)
        {
            var made = await MakeAsync(work, cancel);
            if (made.Failure is { } failure)
                return failure;
            key = made.Value;
        }

        var opened = master.Open(key.Sealed, Label(key.Fingerprint));
        return opened.Match<Outcome<Signer>>(secret => new Signer(key, secret), failure => failure);
    }

    private async Task<Outcome<SigningKey>> MakeAsync(UnitOfWork work, CancellationToken cancel)
    {
        var platform = work.Enlist<PlatformContext>();
        var (count, first) = (await platform.SigningKeys.CountAsync(cancel), !await SealedKeys.AnyAsync(work, cancel));
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(includePrivateParameters: false).Q;
        var fingerprint = PublicKey.Thumbprint(Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var secret = pair.ExportPkcs8PrivateKey();
        var kept = master.Seal(secret, Label(fingerprint), first);
        CryptographicOperations.ZeroMemory(secret);
        if (kept.Failure is { } failure)
            return failure;
        var key = new SigningKey
        {
            Fingerprint = fingerprint,
            Number = count + 1,
            Name = $"{Dates.DayInJapan(work.Now).Year}-{count + 1}",
            X = point.X!,
            Y = point.Y!,
            Sealed = kept.Value,
            Active = true,
            Made = work.Now,
        };
        platform.SigningKeys.Add(key);
        work.Audit("platform.signing-key.made", $"signing-key:{fingerprint}", after: new { key.Name });
        return key;
    }

    internal async Task TakeTurnAsync(UnitOfWork work, CancellationToken cancel)
    {
        if (contexts.Engine == Engine.Postgres)
            await RecordRows.ExecuteAsync(work.Connection, work.Transaction, Turn, cancel);
    }

    /// <summary>Under what a key's private part is sealed.</summary>
    internal static byte[] Label(string fingerprint) => Encoding.UTF8.GetBytes($"sakimori signing key {fingerprint}");
}

/// <summary>A key that signs.</summary>
internal sealed class Signer : IDisposable
{
    private readonly ECDsa pair = ECDsa.Create();

    public Signer(SigningKey key, byte[] secret)
    {
        Key = key;
        pair.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
    }

    /// <summary>Which one.</summary>
    public SigningKey Key { get; }

    /// <summary>The signature over data: r and s, 64 bytes.</summary>
    public byte[] Sign(ReadOnlySpan<byte> data) => pair.SignData(data, HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public void Dispose() => pair.Dispose();
}
