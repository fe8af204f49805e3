using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Sakimori.Platform.Outbound;

/// <summary>Trusts certificates that authorities of a house have signed, and no others.</summary>
internal static class OwnAuthorities
{
    /// <summary>
    /// Accepts a server whose certificate is for its name, in its time, and signed by one of the authorities of a PEM file. The file
    /// is read for every connection, so that a renewed authority needs no restart.
    /// </summary>
    public static RemoteCertificateValidationCallback Judge(string file) => (_, certificate, presented, errors) =>
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(file);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;

        // Server authentication (RFC 5280, 4.2.1.12).
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1"));
        foreach (var element in presented?.ChainElements.ToList() ?? [])
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var server = new X509Certificate2(certificate);
        return chain.Build(server);
    };
}
