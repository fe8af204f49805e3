using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sakimori.Kernel;
using Sakimori.Platform.Access;
using Sakimori.Platform.Mail;
using Sakimori.Platform.Records;
using Sakimori.TestKit;

namespace Sakimori.Portal.Tests;

/// <summary>A portal whose clock can be moved, and what people do in it: open links, sign in, read their mail.</summary>
internal sealed partial class AccessWorld : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private AccessWorld(PortalUnderTest portal, ShiftedTime clock) => (Portal, Clock) = (portal, clock);

    public PortalUnderTest Portal { get; }

    public ShiftedTime Clock { get; }

    public static async Task<AccessWorld> StartAsync(Engine engine)
    {
        var clock = new ShiftedTime();
        return new(await PortalUnderTest.StartAsync(engine, services: s => s
            .AddSingleton<TimeProvider>(clock)
            .Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000)), clock);
    }

    /// <summary>An account with the password <see cref="Password"/> and roles.</summary>
    public async Task<Guid> AccountAsync(string email, params HeldRole[] roles)
    {
        await using var work = await Portal.Get<Works>().BeginAsync(Reader.System);
        var made = await NewAccount.AddAsync(work, Portal.Get<AccountRegister>(), email, "山田 花子", Password, Language.En, confirmed: true, default);
        foreach (var role in roles)
        {
            work.Enlist<AccessContext>().Roles.Add(new RoleGrant
            {
                Id = Guid.CreateVersion7(),
                Account = made.Value,
                Scope = role.Scope,
                Role = role.Role,
                From = work.Now,
            });
        }

        await work.CommitAsync();
        return made.Value;
    }

    /// <summary>Fills in the sign-in page; where it leads, or null when it was refused.</summary>
    public static async Task<string?> SignInAsync(HttpClient client, string email, string password = Password)
    {
        using var answer = await client.SubmitAsync("/sign-in", "/sign-in", ("email", email), ("password", password));
        return answer.StatusCode == HttpStatusCode.Redirect ? answer.Headers.Location!.ToString() : null;
    }

    /// <summary>The letters to an address, oldest first.</summary>
    public async Task<IReadOnlyList<QueuedMail>> MailAsync(string to)
    {
        await using var platform = Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Mail.Where(m => m.To == to).OrderBy(m => m.Made).ToListAsync();
    }

    /// <summary>The path of the link in the newest letter to an address, when there are so many of them.</summary>
    public async Task<string> LinkAsync(string to, int letters = 1)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (await MailAsync(to) is var mail && mail.Count >= letters)
                return new Uri(Links().Match(mail[^1].Body).Value).AbsolutePath;
            await Task.Delay(25);
        }

        throw new InvalidOperationException($"There are fewer than {letters} letters to {to}.");
    }

    /// <summary>How many audit entries of an action there are.</summary>
    public async Task<int> AuditedAsync(string action)
    {
        await using var platform = Portal.Get<ContextFactory>().Read<PlatformContext>(Reader.System);
        return await platform.Audit.CountAsync(a => a.Action == action);
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    [GeneratedRegex("""http://localhost:\S+""")]
    private static partial Regex Links();
}
