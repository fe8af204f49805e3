using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Keys;

/// <summary>
/// The server's keys for cookies and forms, as ASP.NET Core keeps them in the database: the secret part of each sealed by the master key.
/// </summary>
internal static class ServerKeyXml
{
    /// <summary>Under what they are sealed.</summary>
    public static readonly byte[] Label = "sakimori server key"u8.ToArray();

    /// <summary>A word that stands in every key that is sealed, and in no other.</summary>
    public const string Mark = "urn:sakimori:sealed";

    private static readonly XName Sealed = XName.Get("sealed", Mark);
    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";

    /// <summary>The element that holds a sealed secret.</summary>
    public static XElement Element(byte[] sealedSecret) => new(Sealed, Convert.ToBase64String(sealedSecret));

    /// <summary>What an element holds.</summary>
    public static byte[] Secret(XElement element) => Convert.FromBase64String(element.Value);

    /// <summary>Every sealed secret of a key.</summary>
    public static IReadOnlyList<byte[]> Secrets(string xml)
        => xml.Contains(Mark, StringComparison.Ordinal) ? [.. XElement.Parse(xml).DescendantsAndSelf(Sealed).Select(Secret)] : [];

    /// <summary>The key with its secrets sealed anew, those in the clear too; null when there is nothing to seal.</summary>
    /// <param name="xml">The key.</param>
    /// <param name="reseal">Seals a sealed secret anew; null leaves those that are sealed.</param>
    /// <param name="seal">Seals a secret.</param>
    public static Outcome<string?> Change(string xml, Func<byte[], Outcome<byte[]>>? reseal, Func<byte[], Outcome<byte[]>> seal)
    {
        var key = XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        var changed = false;
        foreach (var element in reseal is null ? [] : key.DescendantsAndSelf(Sealed).ToList())
        {
            var made = reseal!(Secret(element));
            if (made.Failure is { } failure)
                return failure;
            (element.Value, changed) = (Convert.ToBase64String(made.Value), true);
        }

        foreach (var element in key.Descendants().Where(e => (bool?)e.Attribute(Framework + "requiresEncryption") == true).ToList())
        {
            var made = seal(Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)));
            if (made.Failure is { } failure)
                return failure;
            element.ReplaceWith(new XElement(Framework + "encryptedSecret",
                new XAttribute("decryptorType", typeof(ServerKeyDecryptor).AssemblyQualifiedName!), Element(made.Value)));
            changed = true;
        }

        return changed ? key.ToString(SaveOptions.DisableFormatting) : null;
    }
}

/// <summary>Seals the secret part of a new key of the server.</summary>
internal sealed class ServerKeyEncryptor(MasterKey master, ContextFactory contexts) : IXmlEncryptor
{
    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var kept = master.Seal(Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), ServerKeyXml.Label, first: !IsAnythingSealed());
        return kept.Match(
            secret => new EncryptedXmlInfo(ServerKeyXml.Element(secret), typeof(ServerKeyDecryptor)),
            failure => throw new CryptographicException(failure.Detail.En));
    }

    private bool IsAnythingSealed()
    {
        using var platform = contexts.Read<PlatformContext>(Reader.System);
        using var access = contexts.Read<AccessContext>(Reader.System);
        return platform.SigningKeys.Any(k => k.Sealed != null) || platform.AuditLogs.Any() || access.DataProtectionKeys.Any(k => k.Xml!.Contains(ServerKeyXml.Mark));
    }
}

/// <summary>Opens the secret part of a key of the server; ASP.NET Core makes it by the name that stands in the key.</summary>
internal sealed class ServerKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
        => services.GetRequiredService<MasterKey>().Open(ServerKeyXml.Secret(encryptedElement), ServerKeyXml.Label).Match(
            secret => XElement.Parse(Encoding.UTF8.GetString(secret)), failure => throw new CryptographicException(failure.Detail.En));
}
