using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Sakimori.Platform.Access;

namespace Sakimori.Platform.Audit;

/// <summary>One row of the audit trail 監査証跡: who did what to what, and when. It is never changed and never deleted.</summary>
public sealed class AuditEntry
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Time-ordered id.</summary>
    public Guid Id { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who; null for the system itself or an anonymous visitor.</summary>
    public Guid? Account { get; init; }

    /// <summary>What was done: a dotted verb such as <c>benchmark.check.submitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>To what: kind and id, such as <c>check:0190…</c>. Never a name or an address.</summary>
    public required string Subject { get; init; }

    /// <summary>The organisation on whose behalf; null when none.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>
    /// SHA-256 over salt, before and after (each length-prefixed): proves later what the payload was, and reveals nothing once
    /// the payload is erased. Null when the action has no payload.
    /// </summary>
    public byte[]? Commitment { get; init; }

    /// <summary>Before and after, kept in a table of their own; null when erased, none or not read: <see cref="AuditTrail.WithPayloadsAsync"/>.</summary>
    public AuditPayload? Payload { get; internal set; }

    /// <summary>The least id that an entry of a moment, UTC, or later can have: ids begin with the millisecond.</summary>
    internal static Guid FirstIdAt(DateTime moment)
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(new DateTimeOffset(moment)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6..].Clear();
        return new(bytes, bigEndian: true);
    }

    /// <summary>A word as contents hold it, in capital Latin letters: two are compared so.</summary>
    internal static string AsWritten(string word) => JsonEncodedText.Encode(word, Json.Encoder).ToString().ToUpperInvariant();

    /// <summary>Makes an entry; <paramref name="before"/> and <paramref name="after"/> are serialised as JSON.</summary>
    internal static AuditEntry Of(Reader reader, DateTime now, string action, string subject, object? before, object? after)
    {
        var id = Guid.CreateVersion7(new DateTimeOffset(now));
        var payload = before is null && after is null ? null : new AuditPayload
        {
            Id = id,
            Salt = RandomNumberGenerator.GetBytes(16),
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
        };
        return new AuditEntry
        {
            Id = id,
            At = now,
            Account = reader.Account,
            Action = action,
            Subject = subject,
            Organisation = reader.Organisation,
            Commitment = payload?.Commit(),
            Payload = payload,
        };
    }
}

/// <summary>The erasable part of an audit entry.</summary>
public sealed class AuditPayload
{
    /// <summary>The entry's id.</summary>
    public Guid Id { get; init; }

    /// <summary>16 random bytes.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The state before, as JSON; null when there was none.</summary>
    public string? Before { get; init; }

    /// <summary>The state after, as JSON; null when there is none.</summary>
    public string? After { get; init; }

    /// <summary>The commitment that the entry must carry.</summary>
    public byte[] Commit()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Salt);
        foreach (var part in (string?[])[Before, After])
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? "");
            hash.AppendData(BitConverter.GetBytes(part is null ? -1L : bytes.LongLength));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
