using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Sakimori.Kernel;
using Sakimori.Platform.Records;

namespace Sakimori.Platform.Access;

/// <summary>Makes, finds and revokes API keys.</summary>
public sealed class ApiKeys(Works works, ContextFactory contexts, HotReads reads, TimeProvider time, IEnumerable<ApiScope> scopes)
{
    // The key that works now with the roles it holds now, one row a role.
    private static readonly HotQuery<WorkingKey> Working = new("""
        SELECT k."Id", k."Name", k."Owner", k."Scopes", k."LastUsed", r."Role", r."Scope" FROM access_key k
        LEFT JOIN access_role r ON r."Account" = k."Id" AND r."From" <= @now AND r."Until" > @now
        WHERE k."KeyHash" = @hash AND k."Revoked" IS NULL AND k."Ends" > @now
        """,
        row => new(row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetDateTime(4), HeldRole.Read(row, 5)),
        "@hash", "@now");

    /// <summary>What every key begins with, so that scanners find one that was published by mistake.</summary>
    public const string Prefix = "skm_";

    /// <summary>The most days that a key works.</summary>
    public const int LongestDays = 365;

    /// <summary>The scopes that a key of this owner may have, by name.</summary>
    public IReadOnlyList<ApiScope> OfferedTo(Guid owner)
        => [.. scopes.Where(s => owner == Scopes.System || s.Needs <= Role.Manager).OrderBy(s => s.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Makes a key for an owner that the reader manages. The key is 47 characters with 256 random bits; nobody can show it again.
    /// </summary>
    public async Task<Outcome<string>> MakeAsync(
        Reader reader, Guid owner, string name, IReadOnlyList<string> names, int days, CancellationToken cancel)
    {
        if (!MayManage(reader, owner))
            return Failure.NotFound;
        name = name.Trim();
        var chosen = OfferedTo(owner).Where(s => names.Contains(s.Name)).ToList();
        if (Judge(name, chosen.Count > 0 && chosen.Count == names.Distinct().Count(), days) is { Count: > 0 } faults)
            return new Failure(FailureKind.Invalid, new("入力を確かめてください。", "Please check what you entered."), faults);
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var work = await works.BeginAsync(reader, cancel);
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Owner = owner,
            Name = name,
            Hint = secret[..8],
            Scopes = string.Join(' ', chosen.Select(s => s.Name)),
            KeyHash = Hash(secret),
            MadeBy = reader.Account!.Value,
            Made = work.Now,
            Ends = work.Now.AddDays(days),
        };
        var access = work.Enlist<AccessContext>();
        access.Keys.Add(key);
        access.Roles.Add(new RoleGrant
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(work.Now)),
            Account = key.Id,
            Scope = owner,
            Role = chosen.Max(s => s.Needs),
            From = work.Now,
            Until = key.Ends,
        });
        work.Audit("access.key.made", $"key:{key.Id}", after: new { owner, name, key.Scopes, key.Ends });
        await work.CommitAsync(cancel);
        return secret;
    }

    /// <summary>Revokes a key at once; not found unless the reader manages its owner.</summary>
    public Task<Failure?> RevokeAsync(Reader reader, Guid id, CancellationToken cancel)
        => RevokeAsync(reader, id, key => MayManage(reader, key.Owner), cancel);

    /// <summary>Revokes the key that calls; not found when no key calls.</summary>
    public Task<Failure?> RevokeSelfAsync(Reader caller, CancellationToken cancel)
        => RevokeAsync(caller, caller.Account ?? Guid.Empty, _ => true, cancel);

    /// <summary>The keys of an owner that the reader manages, newest first.</summary>
    public async Task<Outcome<IReadOnlyList<ApiKey>>> ListAsync(Reader reader, Guid owner, CancellationToken cancel)
        => (await ListAsync(reader, owner, oldestFirst: false, 0, int.MaxValue, cancel)).Match<Outcome<IReadOnlyList<ApiKey>>>(found => found.Rows.ToList(), failure => failure);

    /// <summary>A page of them, by age, and how many there are.</summary>
    public async Task<Outcome<(IReadOnlyList<ApiKey> Rows, int Total)>> ListAsync(
        Reader reader, Guid owner, bool oldestFirst, int offset, int size, CancellationToken cancel)
    {
        if (!MayManage(reader, owner))
            return Failure.NotFound;
        await using var access = contexts.Read<AccessContext>(Reader.System);
        var keys = access.Keys.Where(k => k.Owner == owner);
        var ordered = oldestFirst ? keys.OrderBy(k => k.Id) : keys.OrderByDescending(k => k.Id);
        return (await ordered.Skip(offset).Take(size).ToListAsync(cancel), await keys.CountAsync(cancel));
    }

    /// <summary>The reader and the scopes of a key that works now; null when there is none.</summary>
    public async Task<(Reader Reader, IReadOnlyList<string> Scopes)?> FindAsync(string secret, CancellationToken cancel)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal) || secret.Length > 100)
            return null;
        var now = time.GetUtcNow().UtcDateTime;
        var found = await reads.ListAsync(Working, cancel, Hash(secret), now);
        if (found.Count == 0)
            return null;
        var key = found[0];
        if (key.LastUsed != now.Date)
            await NoteUseAsync(key.Id, now.Date, cancel);
        return (Reader.Of(key.Id, key.Name, [.. found.Select(f => f.Role).OfType<HeldRole>()], key.Owner == Scopes.System ? null : key.Owner),
            key.Scopes.Split(' '));
    }

    private async Task<Failure?> RevokeAsync(Reader reader, Guid id, Func<ApiKey, bool> may, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(reader, cancel);
        var access = work.Enlist<AccessContext>();
        if (await access.Keys.SingleOrDefaultAsync(k => k.Id == id && k.Revoked == null, cancel) is not { } key || !may(key))
            return Failure.NotFound;
        key.Revoked = work.Now;
        await access.Roles.Where(r => r.Account == id && r.Until > work.Now)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.Until, work.Now), cancel);
        work.Audit("access.key.revoked", $"key:{id}");
        await work.CommitAsync(cancel);
        return null;
    }

    private readonly record struct WorkingKey(Guid Id, string Name, Guid Owner, string Scopes, DateTime? LastUsed, HeldRole? Role);

    private static bool MayManage(Reader reader, Guid owner)
        => owner == Scopes.System ? reader.Holds(Role.Administrator) : reader.Holds(Role.Manager, owner);

    private async Task NoteUseAsync(Guid key, DateTime day, CancellationToken cancel)
    {
        await using var work = await works.BeginAsync(Reader.System, cancel);
        await work.Enlist<AccessContext>().Keys.Where(k => k.Id == key)
            .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsed, day), cancel);
        await work.CommitAsync(cancel);
    }

    private static List<Fault> Judge(string name, bool scopesStand, int days)
    {
        var faults = new List<Fault>();
        if (name.Length is 0 or > 100)
        {
            faults.Add(new(new("名前がないか、長すぎます。", "The name is missing or too long."),
                new("用途がわかる名前を100文字以内で入力してください。", "Say in at most 100 characters what the key is for."), Column: "name", Value: name));
        }

        if (!scopesStand)
        {
            faults.Add(new(new("許可する操作が選ばれていません。", "No permission is chosen."),
                new("一覧から一つ以上選んでください。", "Choose at least one from the list."), Column: "scopes"));
        }

        if (days is < 1 or > LongestDays)
        {
            faults.Add(new(new("有効日数が範囲外です。", "The number of days is out of range."),
                new($"1〜{LongestDays} の数を入力してください。", $"Enter a number from 1 to {LongestDays}."), Column: "days", Value: $"{days}"));
        }

        return faults;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
