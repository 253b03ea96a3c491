# tone.sh NAME.m4a A B SECONDS: a sound that is unlike others of its kind, told apart by A and B (hundreds of hertz).
ffmpeg -nostdin -v error -f lavfi -i "aevalsrc='0.3*sin(2*PI*${2}00*t+60*sin(3.1*t))*(0.6+0.4*sin(5.3*t))+0.3*sin(2*PI*${3}00*t+140*sin(1.7*t)+20*sin(11*t))*(0.5+0.5*sin(2.9*t))+0.2*sin(2*PI*1900*t+260*sin(2.3*t))*(0.5+0.5*sin(7.1*t))':d=$4" -c:a aac "$1"
