using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Makes and redeems links that work once.</summary>
public static class OneTimeLinks
{
    /// <summary>What is said of a link that does not work, whatever the reason.</summary>
    public static Failure Dead { get; } = new(FailureKind.NotFound, new(
        "このリンクは使えません。すでに使われたか、期限が切れています。", "This link does not work: it was used already or has expired."));

    /// <summary>Makes a link's token (43 characters, 256 random bits); the row keeps its hash only.</summary>
    public static string Make(
        UnitOfWork work, LinkPurpose purpose, TimeSpan lifetime, Guid? account = null, string? email = null, HeldRole? grants = null)
    {
        var token = NewToken();
        Add(work, Hash(token), purpose, lifetime, account, email, grants);
        return token;
    }

    /// <summary>A token: 43 characters, 256 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token: its SHA-256, 32 bytes.</summary>
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Adds the link of a token that somebody else made and of which only the hash is known here.</summary>
    internal static void Add(
        UnitOfWork work, byte[] hash, LinkPurpose purpose, TimeSpan lifetime, Guid? account = null, string? email = null, HeldRole? grants = null)
    {
        work.Enlist<AccessContext>().Links.Add(new OneTimeLink
        {
            TokenHash = hash,
            Purpose = purpose,
            Account = account,
            Email = email,
            Scope = grants?.Scope,
            Role = grants?.Role,
            Made = work.Now,
            Ends = work.Now + lifetime,
        });
        work.Audit("access.link.made", $"link:{purpose}", after: new { account, email, grants?.Scope, grants?.Role });
    }

    /// <summary>The link of a token if it works now; it stays usable.</summary>
    public static Task<OneTimeLink?> FindAsync(AccessContext access, string token, LinkPurpose purpose, DateTime now, CancellationToken cancel)
    {
        var hash = Hash(token);
        return access.Links.SingleOrDefaultAsync(
            l => l.TokenHash == hash && l.Purpose == purpose && l.Used == null && l.Ends > now, cancel);
    }

    /// <summary>
    /// Uses up the link of a token within the unit of work and gives it; null when it does not work. Of several that try at once one
    /// gets it: the others wait for its row and find it used. A unit that is not committed leaves the link as it was.
    /// </summary>
    public static async Task<OneTimeLink?> TakeAsync(UnitOfWork work, string token, LinkPurpose purpose, CancellationToken cancel)
    {
        var hash = Hash(token);
        var links = work.Enlist<AccessContext>().Links;
        return await links.Where(l => l.TokenHash == hash && l.Purpose == purpose && l.Used == null && l.Ends > work.Now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.Used, work.Now), cancel) == 1
            ? await links.SingleAsync(l => l.TokenHash == hash, cancel)
            : null;
    }
}
