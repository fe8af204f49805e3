using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Records;

namespace Sakimori.Directory.Store;

/// <summary>
/// A mail domain that the office trusts: who registers an organisation with an address at it, or below it, has it verified at once. Of
/// each domain after the @ only the first organisation; the next one waits for the office.
/// </summary>
public sealed class MailDomain
{
    /// <summary>The domain, such as <c>go.jp</c>: lower-case ASCII.</summary>
    public required string Domain { get; init; }

    /// <summary>The name of the account that added it.</summary>
    public required string ByName { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    internal static void Configure(ModelBuilder model)
        => model.Entity<MailDomain>().ToTable("directory_mail_domain").HasKey(d => d.Domain);
}

/// <summary>The rule by which a mail domain verifies organisations.</summary>
public static class MailDomains
{
    private const int Longest = 253;
    private const int LongestLabel = 63;

    /// <summary>Adds a domain. Fails when it is none, or is there already.</summary>
    public static async Task<Outcome<string>> AddAsync(UnitOfWork work, string? text, CancellationToken cancel)
    {
        var domain = (text ?? "").Trim().TrimStart('@').ToLowerInvariant();
        if (!IsDomain(domain))
        {
            return new Failure(FailureKind.Invalid, new("ドメインを確かめてください。", "Please check the domain."),
                [new(new("メールのドメインではありません。", "This is not a mail domain."), new("go.jp や example.co.jp のように入れてください。", "Enter it like go.jp or example.co.jp."), Column: "domain", Value: text)]);
        }

        var context = work.Enlist<DirectoryContext>();
        if (await context.MailDomains.AnyAsync(d => d.Domain == domain, cancel))
            return new Failure(FailureKind.Conflict, new("このドメインはすでにあります。", "This domain is there already."));
        context.MailDomains.Add(new() { Domain = domain, ByName = work.Reader.Name ?? "", At = work.Now });
        work.Audit("directory.mail-domain.added", $"mail-domain:{domain}");
        return domain;
    }

    /// <summary>Removes a domain; what it has verified stays verified. Not found when it is not there.</summary>
    public static async Task<Outcome<string>> RemoveAsync(UnitOfWork work, string? domain, CancellationToken cancel)
    {
        if (await work.Enlist<DirectoryContext>().MailDomains.Where(d => d.Domain == domain).ExecuteDeleteAsync(cancel) == 0)
            return Failure.NotFound;
        work.Audit("directory.mail-domain.removed", $"mail-domain:{domain}");
        return domain!;
    }

    /// <summary>Whether an address, whose owner has opened the link sent to it, verifies the organisation that it registers.</summary>
    internal static async Task<bool> VerifiesAsync(DirectoryContext context, string mail, CancellationToken cancel)
    {
        var at = mail[(mail.LastIndexOf('@') + 1)..].ToLowerInvariant();
        var above = Above(at).ToList();
        var ending = $"@{at}";
        return await context.MailDomains.AnyAsync(d => above.Contains(d.Domain), cancel)
            && !await context.Registrations.AnyAsync(r => r.State == RegistrationState.Accepted && r.DecidedBy == null
                && r.Mail.ToLower().EndsWith(ending), cancel);
    }

    // The domain itself and each above it.
    private static IEnumerable<string> Above(string domain)
    {
        for (var rest = domain; ; rest = rest[(rest.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            yield return rest;
            if (!rest.Contains('.', StringComparison.Ordinal))
                yield break;
        }
    }

    // Two labels at least: nobody trusts all of jp.
    private static bool IsDomain(string domain)
        => domain.Length <= Longest && domain.Split('.') is { Length: >= 2 } labels && labels.All(label => label.Length is > 0 and <= LongestLabel
            && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
