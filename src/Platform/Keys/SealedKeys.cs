using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit.Sealing;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Keys;

/// <summary>All that the master key seals in the database: private signing keys, that of the audit trail's log, and the server's keys for cookies and forms.</summary>
public sealed class SealedKeys(Works works, MasterKey master)
{
    /// <summary>Whether anything is sealed: else a master key may be made.</summary>
    internal static async Task<bool> AnyAsync(UnitOfWork work, CancellationToken cancel)
        => await work.Enlist<PlatformContext>().SigningKeys.AnyAsync(k => k.Sealed != null, cancel)
            || await work.Enlist<PlatformContext>().AuditLogs.AnyAsync(cancel)
            || await work.Enlist<AccessContext>().DataProtectionKeys.AnyAsync(k => k.Xml!.Contains(ServerKeyXml.Mark), cancel);

    /// <summary>Seals the server's keys that an earlier version has left in the clear; the failure when the master key cannot be used.</summary>
    public async Task<Failure?> SealPlainAsync(CancellationToken cancel)
    {
        if (master.File is null)
            return null;
        await using var work = await works.BeginAsync(Reader.System, cancel);
        var count = 0;
        foreach (var key in await work.Enlist<AccessContext>().DataProtectionKeys.Where(k => !k.Xml!.Contains(ServerKeyXml.Mark)).ToListAsync(cancel))
        {
            var made = ServerKeyXml.Change(key.Xml!, null, secret => master.Seal(secret, ServerKeyXml.Label, first: count == 0));
            if (made.Failure is { } failure)
                return failure;
            (key.Xml, count) = (made.Value ?? key.Xml, count + 1);
        }

        if (count > 0)
        {
            work.Audit("platform.server-key.sealed", "server-keys", after: new { count });
            await work.CommitAsync(cancel);
        }

        return null;
    }

    /// <summary>
    /// Makes a new master key and seals everything under it, all or nothing. It takes the place of the former file; or it is written to another file, and
    /// the former stays until whoever runs the portal has put the new one into its place. An interrupted rotation is finished by the next.
    /// </summary>
    /// <param name="reader">For administrators.</param>
    /// <param name="to">The other file, a full path, which must not exist; null for the former's place.</param>
    /// <param name="lost">True when the former key is lost: what it alone could open is given up. The active signing key retires, everybody signs in again.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>How many secrets are sealed under the new key.</returns>
    public async Task<Outcome<int>> RotateAsync(Reader reader, string? to, bool lost, CancellationToken cancel)
    {
        if (!reader.SeesAll && !reader.Holds(Role.Administrator))
            return Failure.NotFound;
        if (master.File is not { } place)
            return new Failure(FailureKind.Unavailable, new("マスター鍵の場所が設定されていません。", "No master key is set."));
        var file = to ?? place + MasterKey.Next;
        if (to is not null && File.Exists(to))
            return new Failure(FailureKind.Conflict, new($"{to} はすでにあります。別の名前を指定してください。", $"{to} already exists. Choose another name."));
        var (next, wasThere) = (new MasterKey(new(file, MayMake: true)), File.Exists(file));
        if (next.Seal([], [], first: true).Failure is { } notMade)
            return notMade;
        await using var work = await works.BeginAsync(reader, cancel);
        var sealedAnew = await ResealAsync(work, next, lost, cancel);
        if (sealedAnew.Failure is { } failure)
        {
            if (!wasThere)
                File.Delete(file);
            return failure;
        }

        work.Audit("platform.master-key.rotated", "master-key", after: new { Secrets = sealedAnew.Value, lost });
        await work.CommitAsync(cancel);
        if (to is null)
            File.Move(file, place, overwrite: true);
        return sealedAnew;
    }

    private async Task<Outcome<int>> ResealAsync(UnitOfWork work, MasterKey next, bool lost, CancellationToken cancel)
    {
        var count = 0;
        foreach (var key in await work.Enlist<PlatformContext>().SigningKeys.Where(k => k.Sealed != null).ToListAsync(cancel))
        {
            var made = Reseal(key.Sealed!, SigningKeys.Label(key.Fingerprint), next);
            if (made.Succeeded)
            {
                (key.Sealed, count) = (made.Value, count + 1);
                continue;
            }

            if (!lost)
                return made.Failure!;
            (key.Sealed, key.Active, key.Retired, key.Ends) = (null, false, work.Now, work.Now.AddDays(SigningKeys.DefaultOverlap));
            work.Audit("platform.signing-key.retired", $"signing-key:{key.Fingerprint}", after: new { key.Name, key.Ends });
        }

        // The log of the audit trail has one key for ever: where that is lost, it goes no further.
        foreach (var log in await work.Enlist<PlatformContext>().AuditLogs.ToListAsync(cancel))
        {
            var made = Reseal(log.Sealed, AuditLog.Label(log.Origin), next);
            if (made.Succeeded)
                (log.Sealed, count) = (made.Value, count + 1);
            else if (!lost)
                return made.Failure!;
        }

        var access = work.Enlist<AccessContext>();
        foreach (var key in await access.DataProtectionKeys.ToListAsync(cancel))
        {
            var made = ServerKeyXml.Change(key.Xml!, secret => Reseal(secret, ServerKeyXml.Label, next), secret => next.Seal(secret, ServerKeyXml.Label, first: false));
            if (made.Succeeded)
                (key.Xml, count) = (made.Value ?? key.Xml, count + 1);
            else if (lost)
                access.DataProtectionKeys.Remove(key);
            else
                return made.Failure!;
        }

        return count;
    }

    private Outcome<byte[]> Reseal(byte[] sealedSecret, byte[] label, MasterKey next)
    {
        var opened = master.Open(sealedSecret, label);
        if (opened.Failure is { } failure)
            return failure;
        var made = next.Seal(opened.Value, label, first: false);
        CryptographicOperations.ZeroMemory(opened.Value);
        return made;
    }
}
