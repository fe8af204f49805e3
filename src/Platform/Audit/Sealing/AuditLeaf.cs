using System.Buffers;
using System.Globalization;
using System.Text;
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
        Member("{\"account\":", entry.Account?.ToString());
        Member(",\"action\":", entry.Action);
        Member(",\"at\":", entry.At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        Member(",\"commitment\":", entry.Commitment is { } commitment ? Convert.ToBase64String(commitment) : null);
        Member(",\"form\":", Form);
        Member(",\"id\":", entry.Id.ToString());
        Member(",\"organisation\":", entry.Organisation?.ToString());
        Member(",\"subject\":", entry.Subject);
        output.Write("}"u8);

        void Member(string name, string? value)
        {
            Encoding.ASCII.GetBytes(name, output);
            if (value is null)
                output.Write("null"u8);
            else
                CanonicalJson.WriteString(value, output);
        }
    }
}
