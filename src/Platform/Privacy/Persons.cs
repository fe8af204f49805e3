using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Sakimori.Platform.Access;
using Sakimori.Platform.Audit;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Privacy;

/// <summary>Finds under which names and addresses the portal knows whoever holds an account.</summary>
internal static class Persons
{
    private static readonly string[] Telling = ["access.account.closed", "access.account.made", "access.account.renamed", "access.address.changed"];

    /// <summary>The person, from the account's row and the contents of the audit trail about it.</summary>
    public static async Task<ErasedPerson> OfAsync(UnitOfWork work, Account account, CancellationToken cancel)
    {
        var (access, platform) = (work.Enlist<AccessContext>(), work.Enlist<PlatformContext>());
        var subject = $"account:{account.Id}";
        var contents = await platform.Audit.Where(a => a.Subject == subject && Telling.Contains(a.Action))
            .Join(platform.Set<AuditPayload>(), a => a.Id, p => p.Id, (_, p) => new { p.Before, p.After }).ToListAsync(cancel);
        var told = contents.SelectMany(c => Told(c.Before).Concat(Told(c.After))).ToList();
        List<string> names = [.. told.Where(t => !t.IsAddress).Select(t => t.Value).Append(account.DisplayName).Where(n => n.Length > 0).Distinct()];

        // An address that was given up may be somebody else's by now.
        List<string> known = [.. told.Where(t => t.IsAddress).Select(t => t.Value).Append(account.Email ?? "").Where(a => a.Length > 0).Distinct()];
        List<string> capitals = [.. known.Select(NewAccount.Normalise).Distinct()];
        var others = await access.Accounts.Where(a => a.Id != account.Id && capitals.Contains(a.NormalizedEmail!)).Select(a => a.NormalizedEmail!).ToListAsync(cancel);
        List<string> addresses = [.. known.Where(a => !others.Contains(NewAccount.Normalise(a))), .. capitals.Except(others)];
        List<Guid> keys = await access.Keys.Where(k => k.MadeBy == account.Id).Select(k => k.Id).ToListAsync(cancel);
        List<Guid> scopes = await access.Roles.Where(r => r.Account == account.Id && r.Scope != Scopes.System).Select(r => r.Scope).Distinct().ToListAsync(cancel);
        return new(account.Id, [account.Id, .. keys], names, [.. addresses.Distinct()], [account.Id, .. scopes]);
    }

    private static IEnumerable<(bool IsAddress, string Value)> Told(string? json)
    {
        if (json is null)
            yield break;
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (var field in document.RootElement.EnumerateObject().Where(f => f.Value.ValueKind == JsonValueKind.String))
        {
            if (field.Name is "email" or "Email" or "name" or "DisplayName")
                yield return (field.Name is "email" or "Email", field.Value.GetString()!);
        }
    }
}
