using System.Buffers;
using System.Globalization;
using Sakimori.Kernel;
using Sakimori.Platform.Transparency;

namespace Sakimori.Platform.Audit.Sealing;

/// <summary>
/// An audit entry as it goes into the log: canonical JSON (RFC 8785) of all that is never erased. Of its content it has the commitment alone,
/// so that erasing the content changes nothing.
/// </summary>
public static class AuditLeaf
{
    /// <summary>Names this form of entries; another form gets another name.</summary>
    public const string Form = "sakimori.audit/1";

    /// <summary>The bytes that the log holds for an entry.</summary>
    public static byte[] Encode(AuditEntry entry)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write(entry, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The hash of an entry as a leaf of the log.</summary>
    internal static TreeHash Hash(AuditEntry entry, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Write(entry, buffer);
        return TreeHash.OfLeaf(buffer.WrittenSpan);
    }

    // In the order of their names, which canonical JSON asks for.
    private static void Write(AuditEntry entry, ArrayBufferWriter<byte> output)
    {
        Member("{\"account\":"u8, entry.Account?.ToString());
        Member(",\"action\":"u8, entry.Action);
        Member(",\"at\":"u8, entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Member(",\"commitment\":"u8, entry.Commitment is { } commitment ? Convert.ToBase64String(commitment) : null);
        Member(",\"form\":"u8, Form);
        Member(",\"id\":"u8, entry.Id.ToString());
        Member(",\"organisation\":"u8, entry.Organisation?.ToString());
        Member(",\"subject\":"u8, entry.Subject);
        output.Write("}"u8);

        void Member(ReadOnlySpan<byte> name, string? value)
        {
            output.Write(name);
            if (value is null)
                output.Write("null"u8);
            else
                CanonicalJson.WriteString(value, output);
        }
    }
}
